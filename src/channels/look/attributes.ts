import { html, raw, type Html } from '#html'

type Value = string | number | boolean | null | undefined

/**
 * Attributes in one grammar: always quoted, always escaped; `true` writes the bare name, `undefined`, `null` and
 * `false` write nothing. An address that could run something throws: no tag can see it (see kernel/html).
 */
export const attributes = (values: Record<string, Value>): Html => {
  const written: Html[] = []
  for (const name in values) {
    const value = values[name]
    if (value === undefined || value === null || value === false) continue
    if (ADDRESSES.has(name)) refuseUnsafe(name, String(value))
    const key = keyOf(name)
    written.push(value === true ? key.bare : html`${key.opening}${value}"`)
  }
  return html`${written}`
}

const ADDRESSES = new Set(['href', 'action', 'formaction', 'src'])

/** A path of ours (never `//host`, which leaves the site), a fragment, a query, or one of four schemes. */
const SAFE = /^(?:\/(?![/\\])|#|\?|\.\/|https:\/\/|mailto:|tel:|sms:)/

const refuseUnsafe = (name: string, address: string) => {
  if (!SAFE.test(address)) throw new Error(`${name} has an address that a page must not carry: ${address}`)
}

const keys = new Map<string, { bare: Html; opening: Html }>()

const keyOf = (name: string) => {
  let key = keys.get(name)
  if (!key) {
    if (!/^[a-z][a-z\d-]*$/.test(name)) throw new Error(`not the name of an attribute: ${name}`)
    key = { bare: raw(` ${name}`), opening: raw(` ${name}="`) }
    keys.set(name, key)
  }
  return key
}
