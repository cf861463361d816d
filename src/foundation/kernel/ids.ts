import { hash, randomBytes, randomUUIDv7 } from 'node:crypto'

/** A new identifier, UUID version 7 (RFC 9562): unique without asking anybody, and in the order of time. */
export const newId = (): string => randomUUIDv7()

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export const isId = (text: unknown): text is string => typeof text === 'string' && UUID.test(text)

export const sha256 = (content: string | Uint8Array): Buffer => hash('sha256', content, 'buffer')

/** The same in base64url, which Node writes at once: for what is computed with each page. */
export const sha256Text = (content: string): string => hash('sha256', content, 'base64url')

/**
 * A key is a link that only its holder has: 160 random bits. The database keeps what can be derived from it,
 * never the key, so that reading the database opens nobody's dossier.
 */
const KEY = /^k[0-9a-hj-km-np-tv-z]{32}$/

export const newKey = (): string => 'k' + base32(randomBytes(20))

export const isKey = (text: unknown): text is string => typeof text === 'string' && KEY.test(text)

/** The id that a key opens. */
export const idOfKey = (key: string): string => idFrom(`parvis key ${key}`)

/** The same id for the same text, wherever it is computed: the first 16 bytes of its digest, as a UUID version 8. */
export const idFrom = (text: string): string => {
  const bytes = sha256(text).subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/**
 * The number a person reads aloud, `7K4M-2QXD-9`: 40 bits of the dossier's digest and a check symbol, in Crockford's
 * alphabet (no I, L, O, U). It identifies, it opens nothing.
 */
export const numberOf = (id: string): string => {
  const digest = sha256(`parvis number ${id}`)
  const symbols = base32(digest.subarray(0, 5)).toUpperCase()
  return `${symbols.slice(0, 4)}-${symbols.slice(4)}-${checkSymbol(symbols)}`
}

/** What a person typed, as a number: case, spaces and dashes forgiven, I and L read as 1, O as 0; null if it is none. */
export const readNumber = (typed: string): string | null => {
  const symbols = typed.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0')
  if (!/^[0-9A-HJKMNP-TV-Z]{9}$/.test(symbols)) return null
  const body = symbols.slice(0, 8)
  return checkSymbol(body) === symbols[8] ? `${body.slice(0, 4)}-${body.slice(4)}-${symbols[8]}` : null
}

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

const base32 = (bytes: Uint8Array): string => {
  let bits = 0
  let held = 0
  let text = ''
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += ALPHABET[(held >> bits) & 31]
    }
    held &= (1 << bits) - 1
  }
  return text
}

/**
 * A Reed-Solomon check over the field of 32 elements (x⁵ + x² + 1), one symbol of the alphabet per element: each place has
 * a weight of its own, the check symbol's included, so every single wrong symbol and every swap of two symbols is noticed.
 */
const checkSymbol = (symbols: string): string => {
  let sum = 0
  for (const symbol of symbols) sum = doubled(sum ^ ALPHABET.indexOf(symbol.toLowerCase()))
  return ALPHABET[sum]!.toUpperCase()
}

const doubled = (element: number): number => (element << 1) ^ (element & 16 ? 0b100101 : 0)
