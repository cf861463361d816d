import type { Language } from '#kernel'
import type { Field, Need } from '../definition.ts'
import type { Fault } from './faults.ts'
import type { FileValue, Form, Inputs, Slot } from './grammar.ts'
import { simpleGrammar } from './simple.ts'

/** One answer that is not a list: a need's, or a field's of a list's item, under the name its inputs have in a form. */

/** Files attached to the inputs of a form, by input name. */
export type Files = ReadonlyMap<string, readonly FileValue[]>

export type ReadAnswer = { value: unknown } | { faults: Fault[]; typed: Form }

export const slotOf = (field: Need | Field): Slot => ({
  options: field.options,
  most: 'most' in field ? field.most : null,
})

export const readOne = (field: Need | Field, name: string, form: Form, files: Files): ReadAnswer => {
  const inputs: Inputs = { at: (suffix) => form.get(name + suffix) ?? [], files: files.get(name) ?? [] }
  const grammar = simpleGrammar(field.is)
  const read = grammar.read(inputs, slotOf(field))
  if ('value' in read) return read
  return { faults: [{ path: name, ...explained(read, field) }], typed: inputsOf(field, name, form) }
}

/** The inputs of one answer as they were sent, good or bad, for the page to show them again. */
export const inputsOf = (field: Need | Field, name: string, form: Form): Form => {
  const sent: Form = new Map()
  for (const suffix of simpleGrammar(field.is).inputs) {
    const values = form.get(name + suffix)
    if (values) sent.set(name + suffix, values)
  }
  return sent
}

export const checkOne = (field: Need | Field, path: string, value: unknown): Fault[] =>
  value === undefined || value === null
    ? []
    : simpleGrammar(field.is)
        .check(value, slotOf(field))
        .map((found) => ({ path, ...explained(found, field) }))

export const typeOne = (
  field: Need | Field,
  name: string,
  value: unknown,
  language: Language,
  form: Form,
): Form => {
  const grammar = simpleGrammar(field.is)
  if (grammar.holds(value))
    for (const [suffix, values] of grammar.type(value, language)) form.set(name + suffix, values)
  return form
}

export const settleOne = (field: Need | Field, value: unknown): unknown => {
  const grammar = simpleGrammar(field.is)
  return grammar.settle && grammar.holds(value) ? grammar.settle(value, slotOf(field)) : value
}

export const feelOne = (field: Need | Field, value: unknown): unknown => {
  const grammar = simpleGrammar(field.is)
  return grammar.holds(value) ? grammar.feel(value) : null
}

/** A sentence says how to mend the answer: that depends on its kind. */
const explained = <P extends { code: Fault['code']; details: Fault['details'] }>(
  found: P,
  { is }: Field,
) => ({
  code: found.code,
  details: { is, ...found.details },
})
