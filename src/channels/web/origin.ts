import type { IncomingHttpHeaders } from 'node:http'

/**
 * Whether a form that acts comes from our own pages. Browsers say where from, and cannot be made to lie about it:
 * `Sec-Fetch-Site` where they know it, otherwise `Origin`, compared with the address that people type or with the one
 * that was asked. Whoever sends neither is no browser of this decade, and no session of another site's visitor comes
 * with it: the cookie is `SameSite=Lax`.
 */
export const isOurs = (headers: IncomingHttpHeaders, publicUrl: string | null): boolean => {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const { origin, host } = headers
  if (origin === undefined) return true
  if (publicUrl !== null && origin === publicUrl) return true
  const from = URL.parse(origin)?.host
  return from !== undefined && from === host
}
