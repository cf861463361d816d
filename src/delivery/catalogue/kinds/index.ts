import type { Language } from '#kernel'
import type { Field, Need } from '../definition.ts'
import type { Fault } from './faults.ts'
import type { FileValue, Form } from './grammar.ts'
import { checkList, feelList, isItem, own, readList, settleList, typeList } from './list.ts'
import { checkOne, feelOne, type Files, type ReadAnswer, readOne, settleOne, typeOne } from './one.ts'
import { showAny, type ShownWords } from './show.ts'

export { FAULT_CODES, type Fault, type FaultCode } from './faults.ts'
export type { FileValue, Form } from './grammar.ts'
export type { Files, ReadAnswer } from './one.ts'
export { faultSentence } from './sentences.ts'
export type { ShownWords } from './show.ts'

/**
 * The kinds of needs: what an answer is, in a form, as JSON, in words and for FEEL. Whoever renders a service (portal,
 * desk, partner, letter) goes through here, so that one kind behaves alike everywhere. Cost is linear in what is given.
 */

const isList = (need: Need | Field): need is Need => need.is === 'list' && 'fields' in need

/**
 * What a web form answers to one need. `{ value }` in its kept form, `undefined` when nothing was answered; or the faults
 * and `typed`, the inputs as they were sent. Whether an answer is required is the caller's matter.
 *
 * A form never says what a file is: `files` gives those attached to each input (`need` or `need.itemId.field`), kept ones
 * (`filesOf`) and new ones. Without it, file needs read as unanswered.
 */
export const readAnswer = (need: Need | Field, form: Form, files: Files = new Map()): ReadAnswer =>
  isList(need) ? readList(need, form, files) : readOne(need, need.id, form, files)

/** Every fault of a JSON value, whoever gives it; never throws. `undefined` and `null` are absent, hence faultless. */
export const checkValue = (need: Need | Field, value: unknown): Fault[] =>
  isList(need)
    ? value === undefined || value === null
      ? []
      : checkList(need, value)
    : checkOne(need, need.id, value)

/** A value from elsewhere (registry, partner) in the form that is kept, as far as it can be read; then check it. */
export const settleValue = (need: Need | Field, value: unknown): unknown =>
  isList(need) ? settleList(need, value) : settleOne(need, value)

/**
 * A value in words; `''` or `[]` when absent. Several options, files or items: one text each. Sensitive needs, social
 * insurance numbers and bank accounts are masked (`•••• 4567`) unless `reveal`.
 */
export const showValue = (
  need: Need | Field,
  value: unknown,
  words: ShownWords,
  language: Language,
  { reveal = false }: { reveal?: boolean } = {},
): string | string[] => showAny(need, value, words, language, reveal)

/** What FEEL sees: dollars for money, `2015-03-02` for a day, contexts for items; null for what is absent or malformed. */
export const feelValue = (need: Need | Field, value: unknown): unknown =>
  isList(need) ? feelList(need, value) : feelOne(need, value)

/**
 * The inputs that `readAnswer` reads as this value (with `filesOf` for its files): to fill a page again. Added to those of
 * `form`, which it gives back.
 */
export const typedValue = (
  need: Need | Field,
  value: unknown,
  language: Language = 'fr',
  form: Form = new Map(),
): Form =>
  isList(need) ? typeList(need, value, language, form) : typeOne(need, need.id, value, language, form)

/** The files attached to a value, by the name of their input. */
export const filesOf = (need: Need | Field, value: unknown): Map<string, FileValue[]> => {
  if (!isList(need))
    return need.is === 'file' && Array.isArray(value) ? new Map([[need.id, value]]) : new Map()
  const found = new Map<string, FileValue[]>()
  for (const item of Array.isArray(value) ? value.filter(isItem) : [])
    for (const field of need.fields) {
      const files = field.is === 'file' ? own(item, field) : undefined
      if (Array.isArray(files)) found.set(`${need.id}.${item.id}.${field.id}`, files)
    }
  return found
}

/** The fault of a required answer that is not there; `itemId` when it is a field of a list's item. */
export const missing = (need: Need | Field, within?: { list: string; itemId: string }): Fault => ({
  path: within ? `${within.list}.${within.itemId}.${need.id}` : need.id,
  code: 'missing',
  details: { is: need.is },
})
