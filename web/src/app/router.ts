import { createRouter, createWebHistory } from 'vue-router'
import NewChatView from '../features/chat/NewChatView.vue'
import { onIdle } from '../shared/on-idle.ts'
import { retried } from '../shared/retried.ts'

const chatView = retried(() => import('../features/chat/ChatView.vue'))
// there before anybody asks for it, and not in the way of the first paint
onIdle(() => void chatView().catch(() => undefined))

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
