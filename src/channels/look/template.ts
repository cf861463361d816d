import { randomBytes } from 'node:crypto'
import { fill, type Html } from '#html'

/**
 * What a drawing says to everybody, cut where what differs goes: `holes` says which value stands between two of its
 * strings. Drawing it again is one template in place of fifty: docs/decisions/0033.
 */
export type Template = { strings: readonly string[]; holes: readonly number[] }

type Values = readonly (Html | string)[]

/**
 * Drawn in place of the nth value (0 to 7): a word that nobody can write, because each process makes its own. It is an
 * item's id, a part of an address or a name as well as anything.
 */
export const mark = (at: number): string => `${WORD}${at}`

const WORD = `mark${randomBytes(8).toString('hex')}x`
const MARK = new RegExp(`${WORD}([0-7])`)

/**
 * Cuts a drawing at its marks. Null when it does not say, with these `values`, what `drawn` says with them: it looks at
 * a value, or writes it in another form. Such a thing is drawn each time.
 */
export const cut = (marked: Html, values: Values, drawn: Html): Template | null => {
  const parts = String(marked).split(MARK)
  const template = {
    strings: parts.filter((_, at) => at % 2 === 0),
    holes: parts.flatMap((part, at) => (at % 2 === 1 ? Number(part) : [])),
  }
  return String(filled(template, values)) === String(drawn) ? template : null
}

/** Texts are escaped, as anywhere. */
export const filled = ({ strings, holes }: Template, values: Values): Html => fill(strings, holes, values)

/** `(key, values, draw)`: what `draw` makes of these values, drawn once for the key and kept, `most` keys at the most. */
export type Kept = <const V extends Values>(key: string, values: V, draw: (values: V) => Html) => Html

export const openKept = (most: number): Kept => {
  const templates = new Map<string, Template | null>()
  return (key, values, draw) => {
    let template = templates.get(key)
    if (template === undefined) {
      if (templates.size >= most) return draw(values)
      const marks = values.map((_, at) => mark(at)) as unknown as typeof values
      template = cut(draw(marks), values, draw(values))
      templates.set(key, template)
    }
    return template ? filled(template, values) : draw(values)
  }
}
