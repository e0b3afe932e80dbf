/**
 * Sets the styles of the reference page by CSSOM, which the content security policy allows, where the reference writes style
 * elements and attributes, which it refuses. Runs before the reference does.
 */
export const docsStyles = `const sheets = new WeakMap()

function adopt(element) {
  const text = element.textContent
  const known = sheets.get(element)
  if (known?.text === text) return
  const sheet = known?.sheet ?? new CSSStyleSheet()
  sheet.replaceSync(text)
  if (!known) document.adoptedStyleSheets.push(sheet)
  sheets.set(element, { sheet, text })
}

function adoptIn(node) {
  const element = node instanceof Element ? node : node.parentElement
  const own = element?.closest('style')
  for (const style of own ? [own] : (element?.querySelectorAll('style') ?? [])) adopt(style)
}

new MutationObserver((changes) => {
  for (const { target, addedNodes } of changes) {
    adoptIn(target)
    addedNodes.forEach(adoptIn)
  }
}).observe(document, { childList: true, characterData: true, subtree: true })

const { setAttribute } = Element.prototype
Element.prototype.setAttribute = function (name, value) {
  if (name === 'style' && this.style) this.style.cssText = value
  else setAttribute.call(this, name, value)
}
`
