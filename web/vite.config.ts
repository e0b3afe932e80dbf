import tailwindcss from '@tailwindcss/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

/** The gateway of `npm start`; `API_ORIGIN` points the development server at another one. */
const api = process.env['API_ORIGIN'] ?? 'http://localhost:8080'

export default defineConfig({
  plugins: [vue(), tailwindcss()],
  define: { __VUE_OPTIONS_API__: 'false' },
  server: { proxy: { '/api': { target: api, changeOrigin: false } } },
  build: {
    target: 'es2023',
    // the content security policy knows no data: fonts or scripts
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})
