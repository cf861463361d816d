import type { Language } from '#kernel'
import type { Field, Need } from '../definition.ts'
import type { Kind } from '../schema.ts'
import { isItem, own } from './list.ts'
import { simpleGrammar } from './simple.ts'

/** The words a value is shown with: a need's, or a field's. */
export type ShownWords = {
  label: string
  options?: Record<string, string> | undefined
  fields?:
    | Record<
        string,
        { label: string; short?: string | undefined; options?: Record<string, string> | undefined }
      >
    | undefined
}

/** These are masked wherever they are asked: knowing them is enough to do harm. */
const ALWAYS_MASKED: readonly Kind[] = ['sin', 'bank-account']

export const showAny = (
  need: Need | Field,
  value: unknown,
  words: ShownWords,
  language: Language,
  reveal: boolean,
): string | string[] => {
  const sensitive = 'sensitive' in need && need.sensitive
  if (need.is !== 'list') return showOne(need, value, words, language, !reveal && sensitive, reveal)
  if (!('fields' in need) || !Array.isArray(value)) return []
  return value.filter(isItem).map((item) =>
    need.fields
      .map((field) =>
        labelled(field, own(item, field), words.fields?.[field.id], language, sensitive, reveal),
      )
      .filter((text) => text !== '')
      .join(' · '),
  )
}

/** What says nothing by itself (a yes, a figure) is shown after its label. */
const BARE: readonly Kind[] = ['text', 'date', 'one-of']

const labelled = (
  field: Field,
  value: unknown,
  words: (ShownWords & { short?: string | undefined }) | undefined,
  language: Language,
  sensitive: boolean,
  reveal: boolean,
): string => {
  const known = words ?? { label: field.id }
  const shown = [showOne(field, value, known, language, !reveal && sensitive, reveal)].flat().join(', ')
  return shown === '' || BARE.includes(field.is)
    ? shown
    : afterLabel(words?.short ?? known.label, shown, language)
}

/** A label that asks is followed by its answer; another takes a colon (after a no-break space in French). */
export const afterLabel = (label: string, text: string, language: Language): string =>
  /[?!.:…]$/.test(label) ? `${label} ${text}` : `${label}${language === 'fr' ? '\u00a0' : ''}: ${text}`

const showOne = (
  field: Need | Field,
  value: unknown,
  words: ShownWords,
  language: Language,
  sensitive: boolean,
  reveal: boolean,
): string | string[] => {
  const grammar = simpleGrammar(field.is)
  if (value === undefined || value === null || !grammar.holds(value)) return ''
  const shown = grammar.show(value, { language, options: words.options })
  return sensitive || (!reveal && ALWAYS_MASKED.includes(field.is)) ? masked(field.is, value) : shown
}

const MASK = '••••'

/** Numbers long enough for whoever knows one to recognise its end; anything else would be told by any part of it. */
const ENDING: readonly Kind[] = ['sin', 'bank-account', 'phone', 'text']

const masked = (kind: Kind, value: unknown): string => {
  const symbols = typeof value === 'string' && ENDING.includes(kind) ? value.replace(/\s/g, '') : ''
  return /^[\d-]{9,}$/.test(symbols) ? `${MASK}\u00a0${symbols.slice(-4)}` : MASK
}
