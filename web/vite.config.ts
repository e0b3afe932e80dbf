import tailwindcss from '@tailwindcss/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type Plugin } from 'vite'
import web from './package.json' with { type: 'json' }
import { budget } from './build/budget.ts'
import { compressed } from './build/compressed.ts'
import { offline } from './build/offline.ts'
import { withoutSchemas } from './build/without-schemas.ts'

/** The gateway of `npm start`; `API_ORIGIN` points the development server at another one. */
const api = process.env['API_ORIGIN'] ?? 'http://localhost:8080'

/** The older forms of KaTeX's fonts, which no supported browser asks for. */
const withoutOldFonts: Plugin = {
  name: 'without-old-fonts',
  enforce: 'pre',
  transform: (code, id) =>
    /katex.*\.css$/.test(id)
      ? code.replace(/,\s*url\([^)]+\)\s*format\(["']?(?:woff|truetype)["']?\)/g, '')
      : undefined,
}

export default defineConfig({
  plugins: [withoutSchemas, withoutOldFonts, vue(), tailwindcss(), offline(), budget(), compressed()],
  define: { __VUE_OPTIONS_API__: 'false', __APP_VERSION__: JSON.stringify(web.version) },
  // the renderer of diagrams is a program of its own, with parts that come when they are needed
  worker: { format: 'es' },
  server: { proxy: { '/api': { target: api, changeOrigin: false, ws: true } } },
  build: {
    target: 'es2023',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // the content security policy knows no data: fonts or scripts
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 800,
  },
})
