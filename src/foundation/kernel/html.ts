/**
 * The only way to write a page. What is interpolated is escaped; an array is joined; `null`, `undefined` and both
 * booleans write nothing (so that `condition && html…` and `condition || html…` do). Attributes are always quoted and
 * `href` never comes from data unchecked: a lint and a test hold both, because no tag can.
 *
 * Twenty lines of our own, and why: docs/decisions/0018-our-own-html-tag.md.
 */
export type Html = string & { readonly __html: unique symbol }

type Writable = Html | string | number | boolean | null | undefined | readonly Writable[]

/** Text that is markup already. At run time an `Html` is one of these: only `html` and `raw` make them. */
class Markup {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
  toString(): string {
    return this.text
  }
}

export const html = (strings: TemplateStringsArray, ...values: Writable[]): Html => {
  let text = strings[0]!
  for (let at = 0; at < values.length; at += 1) text += written(values[at]) + strings[at + 1]!
  return new Markup(text) as unknown as Html
}

/**
 * What `html` writes with `values[holes[n]]` after the nth of `strings`: each value is read and escaped once, however many
 * places it stands in. For drawings that are kept (look/template.ts); pages are written with `html`.
 */
export const fill = (
  strings: readonly string[],
  holes: readonly number[],
  values: readonly Writable[],
): Html => {
  const texts = values.map(written)
  let text = strings[0]!
  for (let at = 0; at < holes.length; at += 1) text += texts[holes[at]!]! + strings[at + 1]!
  return new Markup(text) as unknown as Html
}

/** For constants of our own (an icon, a script's text): never for what a person or a definition wrote. */
export const raw = (constant: string): Html => new Markup(constant) as unknown as Html

export const none: Html = raw('')

const written = (value: unknown): string => {
  if (typeof value === 'string') return SPECIAL.test(value) ? value.replace(EVERY_SPECIAL, escaped) : value
  if (value instanceof Markup) return value.text
  if (Array.isArray(value)) return value.reduce<string>(joined, '')
  if (typeof value === 'number') return String(value)
  if (value === null || value === undefined || typeof value === 'boolean') return ''
  // A String object, a date, a stray object: whatever it says of itself is text, never markup.
  return written(String(value))
}

const joined = (text: string, value: unknown): string => text + written(value)

const SPECIAL = /[&<>"']/
const EVERY_SPECIAL = /[&<>"']/g
const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (character: string): string => ESCAPES[character]!
