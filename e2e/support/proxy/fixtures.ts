import { test as base } from '../browser/fixtures.ts'
import { type MiddleboxManner, startMiddlebox } from './middlebox.ts'
import { type NginxManner, startNginx } from './nginx.ts'
import type { Proxy } from './proxy.ts'

interface Behind<Manner> {
  /** How the proxy is when the page is opened; `test.use` changes it. */
  manner: Manner
  network: Proxy<Manner>
}

/** The page of `chat` is reached through a real nginx. Without one on this machine the test is skipped. */
export const behindNginx = base.extend<Behind<NginxManner>>({
  manner: [{ buffers: true, upgrades: true }, { option: true }],
  network: async ({ product, manner }, use, info) => {
    await using nginx = await startNginx(product.origin, manner)
    if (!nginx) {
      // eslint-disable-next-line no-console -- the list of tests shows that it was skipped, not why
      console.warn(`skipped "${info.title}": no nginx on PATH, and none to be unpacked from Debian's packages`)
      return info.skip(true, 'there is no nginx')
    }
    await use(nginx)
  },
  baseURL: ({ network }, use) => use(network.origin),
})

/** The page of `chat` is reached through a company's filter. */
export const behindMiddlebox = base.extend<Behind<MiddleboxManner>>({
  manner: [{}, { option: true }],
  network: async ({ product, manner }, use) => {
    await using middlebox = await startMiddlebox(product.origin, manner)
    await use(middlebox)
  },
  baseURL: ({ network }, use) => use(network.origin),
})
