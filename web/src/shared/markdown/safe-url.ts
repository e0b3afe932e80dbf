const linkSchemes = new Set(['http:', 'https:', 'mailto:'])

/** An address that a link of a model may open: absolute, http(s) or mailto. Anything else is undefined. */
export function safeLink(href: string | null | undefined): string | undefined {
  const url = parse(href)
  return url && linkSchemes.has(url.protocol) ? url.href : undefined
}

/** A picture that may be shown without asking: its bytes are in the text itself, so nothing is fetched. */
export const inlineImage = (src: string | null | undefined): string | undefined =>
  src && /^data:image\/(png|jpeg|gif|webp);base64,[a-z0-9+/=]+$/i.test(src) ? src : undefined

/** The host behind an address, as the browser would really ask it; '' when there is none. */
export const hostOf = (href: string): string => parse(href)?.host ?? ''

function parse(href: string | null | undefined): URL | undefined {
  if (!href || !/^[a-z][a-z0-9+.-]*:/i.test(href)) return undefined
  return URL.parse(href) ?? undefined
}
