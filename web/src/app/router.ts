import { createRouter, createWebHistory } from 'vue-router'
import ChatView from '../features/chat/ChatView.vue'
import NewChatView from '../features/chat/NewChatView.vue'

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', name: 'new', component: NewChatView },
    {
      path: '/c/:id([0-9a-f-]{36})',
      name: 'session',
      component: ChatView,
      props: (route) => ({ id: String(route.params['id']) }),
    },
    { path: '/:rest(.*)*', redirect: { name: 'new' } },
  ],
})
