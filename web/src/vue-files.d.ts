// For tools that read TypeScript only (ESLint, dependency-cruiser); vue-tsc reads the components themselves.
declare module '*.vue' {
  import type { Component } from 'vue'

  const component: Component
  export default component
}

/** The version of the web app; put in by the build. */
declare const __APP_VERSION__: string
