import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './app/App.vue'
import { router } from './app/router.ts'
import './app/styles.css'
import { speakChosen } from './shared/i18n/index.ts'

await speakChosen()
createApp(App).use(createPinia()).use(router).mount('#app')
