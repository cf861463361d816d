import { html, type Html } from '#html'

/**
 * What a drawing says to everybody, cut where what differs goes: `holes` says which value stands between two of its
 * strings. Drawing it again is one template in place of fifty: docs/decisions/0033.
 */
export type Template = { strings: TemplateStringsArray; holes: readonly number[] }

/** Drawn in place of the nth value (0 to 7): characters of Unicode's private use, which no page holds. */
export const mark = (at: number): string => String.fromCharCode(FIRST + at)

const FIRST = 0xe000
const MARK = /([\ue000-\ue007])/

/**
 * Cuts a drawing at its marks. Null when it does not say, with these `values`, what `drawn` says with them: it looks at
 * a value, writes it in another form, or some words hold a mark. Such a thing is drawn each time.
 */
export const cut = (marked: Html, values: Values, drawn: Html): Template | null => {
  const parts = String(marked).split(MARK)
  const strings = parts.filter((_, at) => at % 2 === 0)
  const template = {
    strings: Object.assign(strings, { raw: strings }),
    holes: parts.flatMap((part, at) => (at % 2 === 1 ? part.charCodeAt(0) - FIRST : [])),
  }
  return String(filled(template, values)) === String(drawn) ? template : null
}

/** Texts are escaped, as anywhere. */
export const filled = ({ strings, holes }: Template, values: Values): Html =>
  html(strings, ...holes.map((hole) => values[hole]))

type Values = readonly (Html | string)[]
