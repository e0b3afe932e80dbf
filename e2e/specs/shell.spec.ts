import { givenCookies } from '../support/client/api.ts'
import { expect, test } from '../support/browser/fixtures.ts'

test('no address that the page asks for, and no header of it but the cookie, holds the login', async ({ chat }) => {
  const { page } = chat
  const seen: string[] = []
  page.on('request', (request) => {
    const { cookie: _cookie, ...headers } = request.headers()
    seen.push(request.url(), JSON.stringify(headers))
  })
  await page.reload()
  await chat.send('Where does the login go? [words:5][tps:0]')
  await chat.status(chat.answer, 'completed')
  const cookies = await page.context().cookies()
  expect(cookies).toHaveLength(1)
  const [login] = cookies
  givenCookies.add(login!.value)
  expect(login).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
  expect(seen.length).toBeGreaterThan(20)
  expect(seen.filter((text) => text.includes(login!.value))).toEqual([])
  expect(
    await page.evaluate(() => [document.cookie, ...Object.values(localStorage), location.href].join()),
  ).not.toContain(login!.value)
})

test('the API reference draws itself without inline styles, and talks to nobody else', async ({ page, product }) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).origin))
  const response = await page.goto('/docs')
  expect(response?.headers()['content-security-policy']).not.toContain('unsafe')
  const title = page.getByRole('heading', { name: 'Continuo', level: 1 })
  await expect(title).toBeVisible()
  await expect(title).not.toHaveCSS('font-family', /Times|^serif$/)
  // the sidebar is beside it: its own styles are in force
  await expect.poll(async () => (await title.boundingBox())?.x ?? 0).toBeGreaterThan(200)
  expect([...new Set(asked)].filter((origin) => origin !== product.origin && origin !== 'null')).toEqual([])
})
