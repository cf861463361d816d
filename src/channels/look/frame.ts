import type { Html } from '#html'
import { openKept } from './template.ts'

/** Of what a page is told, the six values that are its own. */
type Framed = {
  body: Html
  title: string
  path: string
  otherPath?: string | undefined
  person?: { name: string; signOut?: string } | undefined
  back?: { href: string; label?: string } | undefined
}

/**
 * What stands around a page is the same for everybody but for six values: it is drawn once for each of the ways it can be
 * (language, signed in or not, what is current, how many unread…) and kept: docs/decisions/0033.
 */
export const framedOnce = <P extends Framed>(draw: (p: P) => Html): ((p: P) => Html) => {
  const kept = openKept(MOST_FRAMES)
  return (p) => {
    const key = keyOf(p)
    return key === null ? draw(p) : kept(key, valuesOf(p), (values) => draw(withValues(p, values)))
  }
}

/** A frame is 3 kB; beyond, it is drawn each time. */
const MOST_FRAMES = 500

/** Addresses keep their first stroke, without which they are refused. */
const valuesOf = (p: Framed): (Html | string)[] => [
  p.body,
  p.title,
  p.path.slice(1),
  p.otherPath?.slice(1) ?? '',
  p.person?.name ?? '',
  p.back?.href.slice(1) ?? '',
]

const withValues = <P extends Framed>(p: P, [body, title, path, otherPath, name, back]: Values): P => ({
  ...p,
  body: body as Html,
  title,
  path: `/${path}`,
  otherPath: p.otherPath && `/${otherPath}`,
  person: p.person && { ...p.person, name },
  back: p.back && { ...p.back, href: `/${back}` },
})

type Values = readonly (Html | string)[]

/** Everything else that a page is told, whatever it comes to be; null when it cannot be told apart by a text. */
const keyOf = (p: Framed): string | null => {
  if (!isOurs(p.path) || !isOurs(p.otherPath ?? '/') || !isOurs(p.back?.href ?? '/')) return null
  let key = keyed('otherPath', !!p.otherPath) + keyed('person', p.person && (p.person.signOut ?? true))
  key += keyed('back', p.back && (p.back.label ?? true))
  for (const name in p) {
    if (VALUES.has(name)) continue
    const value = (p as Record<string, unknown>)[name]
    if (typeof value !== 'object') key += keyed(name, value)
    else if (name === 'footerLinks') key += keyed(name, numberOf(value as object))
    else return null
  }
  return key
}

/** No text that a page is told can be taken for two. */
const keyed = (name: string, value: unknown): string =>
  value === undefined ? '' : `${name}=${typeof value === 'string' ? `${value.length}:${value}` : value};`

const VALUES = new Set(['body', 'title', 'path', 'otherPath', 'person', 'back'])

/** A path of this site: what may follow its first stroke is judged here, since the mark was judged in its place. */
const isOurs = (path: string): boolean =>
  path.charCodeAt(0) === STROKE && path.charCodeAt(1) !== STROKE && path.charCodeAt(1) !== BACKSLASH

const STROKE = 47
const BACKSLASH = 92

/** Lists that a channel wrote once and shows on each of its pages. */
const numbers = new WeakMap<object, number>()
let last = 0
const numberOf = (list: object): number => {
  let number = numbers.get(list)
  if (number === undefined) numbers.set(list, (number = last += 1))
  return number
}
