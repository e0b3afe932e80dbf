import { createRouter, createWebHistory } from 'vue-router'
import NewChatView from '../features/chat/NewChatView.vue'
import { retried } from '../shared/retried.ts'

/** Comes right after the shell, and before anybody asks for it, so that the first paint does not wait for it. */
const chatView = retried(() => import('../features/chat/ChatView.vue'))
void chatView().catch(() => undefined)

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', name: 'new', component: NewChatView },
    {
      path: '/c/:id([0-9a-f-]{36})',
      name: 'session',
      component: chatView,
      props: (route) => ({ id: String(route.params['id']) }),
    },
    {
      path: '/admin/:part?',
      name: 'admin',
      component: retried(() => import('../features/admin/AdminView.vue')),
      props: (route) => ({ part: String(route.params['part'] ?? '') }),
    },
    { path: '/:rest(.*)*', redirect: { name: 'new' } },
  ],
})
