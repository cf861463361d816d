import { sha256 } from '#kernel'

/** What may be an id wherever figures are published (src/openness/barometer/said.ts), with room for the source. */
const PLAIN = /^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/

/**
 * The id of something that somebody else published: the source, then their own id where it can stand in an address; else
 * what can be read of it and the beginning of its digest, so that two never become one. The same for ever.
 */
export const foreignId = (source: string, published: string): string => {
  if (PLAIN.test(published)) return `${source}-${published}`
  const readable = published
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40)
    .replace(/-$/, '')
  return [source, readable, sha256(published).toString('hex').slice(0, 8)].filter(Boolean).join('-')
}
