import { type Grammar, type Problem, problem, type Slot, typedAt } from './grammar.ts'

/** A kind kept as one normalised text. */
export type Line = {
  /** The most characters, unless the need says otherwise. */
  most: number
  /** Line breaks and tabs are part of the answer. */
  lines?: boolean
  /** The text, tidied, in the form that is kept; or why it cannot be. */
  read?(text: string): string | Problem
  show?(text: string, language: 'fr' | 'en'): string
}

/** Kinds written as text: tidied, limited, read to one form, and kept in that form only. */
export const line = (spec: Line): Grammar<string> => {
  const settle = (text: string, slot: Slot): string | Problem => {
    const tidy = tidied(text, slot.most ?? spec.most, spec.lines ?? false)
    return typeof tidy !== 'string' || tidy === '' || !spec.read ? tidy : spec.read(tidy)
  }
  return {
    inputs: [''],
    read(inputs, slot) {
      const settled = settle(typedAt(inputs), slot)
      return typeof settled === 'string' ? { value: settled === '' ? undefined : settled } : settled
    },
    check(value, slot) {
      if (typeof value !== 'string') return [problem('wrong-type')]
      const settled = settle(value, slot)
      if (typeof settled !== 'string') return [settled]
      if (settled === '') return [problem('empty-text')]
      return settled === value ? [] : [problem('not-normalised', { normal: settled })]
    },
    holds: (value) => typeof value === 'string',
    show: (value, { language }) => spec.show?.(value, language) ?? value,
    feel: (value) => value,
    type: (value) => [['', [value]]],
    settle(value, slot) {
      const settled = settle(value, slot)
      return typeof settled === 'string' ? settled : value
    },
  }
}

/**
 * A text as it is kept: composed (NFC), without the invisible marks that copying brings along, spaces at its ends or
 * doubled. A control character or half a surrogate pair is a problem: PostgreSQL's JSON cannot hold them.
 */
export const tidied = (text: string, most: number, lines: boolean): string | Problem => {
  if (text.length <= most && TIDY.test(text)) return text
  // Far too long is told before any work on it: normalising costs.
  if (text.length > most * 4 + 1000) return problem('too-long', { most, length: text.length })
  if (!text.isWellFormed() || CONTROL.test(text)) return problem('control-character')
  const visible = text.replace(INVISIBLE, '').normalize('NFC')
  const tidy = lines ? visible.replace(/\r\n?/g, '\n').trim() : visible.replace(/\s+/g, ' ').trim()
  const length = tidy.length > most ? [...tidy].length : tidy.length
  return length > most ? problem('too-long', { most, length }) : tidy
}

/** What most people write: printed characters of Latin-1, which are composed, one space between words. Nothing to tidy. */
const TIDY = /^[!-~¡-¬®-ÿ]+(?: [!-~¡-¬®-ÿ]+)*$/

/** C0 and C1 controls, but for the tab and the line breaks that people type. */
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/

/** Zero-width space, soft hyphen, byte order mark, directional overrides (which could also disguise a text at a desk). */
const INVISIBLE = /[\u200b\u00ad\ufeff\u202a-\u202e\u2066-\u2069]/g
