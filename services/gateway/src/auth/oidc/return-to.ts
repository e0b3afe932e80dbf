const base = 'https://own.invalid'

/**
 * Where to go after signing in: a path of this very site, or `/` for everything else. Judged by the parser that browsers
 * have, after it has folded `\\`, tabs, dots and the like.
 */
export function returnPath(wanted: string | undefined): string {
  if (wanted === undefined || !wanted.startsWith('/') || wanted.length > 2_000 || !URL.canParse(wanted, base))
    return '/'
  const url = new URL(wanted, base)
  const path = `${url.pathname}${url.search}${url.hash}`
  return url.origin === base && url.username === '' && !path.startsWith('//') ? path : '/'
}
