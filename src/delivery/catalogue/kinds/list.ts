import type { Language } from '#kernel'
import type { Field, Need } from '../definition.ts'
import type { Fault } from './faults.ts'
import type { Form } from './grammar.ts'
import {
  checkOne,
  feelOne,
  type Files,
  inputsOf,
  type ReadAnswer,
  readOne,
  settleOne,
  typeOne,
} from './one.ts'

/** A list: items that keep an id of their own, so that adding, removing or reordering one never touches another. */
type Item = Record<string, unknown> & { id: string }

const MOST = 30
const ITEM_ID = /^[a-z0-9]{1,40}$/

const itemsInput = (need: Need): string => `${need.id}._items`

/** No `_items` at all: not answered. `_items` with nothing in it: a list of none, which is an answer. */
export const readList = (need: Need, form: Form, files: Files): ReadAnswer => {
  const sent = form.get(itemsInput(need))
  if (!sent) return { value: undefined }
  const ids = [...new Set(sent.filter((id) => id !== ''))]
  const faults = sizeFaults(need, ids.length)
  const items: Item[] = []
  for (const id of ids) {
    if (ITEM_ID.test(id)) items.push(readItem(need, id, form, files, faults))
    else faults.push({ path: need.id, code: 'not-an-item', details: {} })
  }
  return faults.length > 0 ? { faults, typed: sentList(need, ids, form) } : { value: items }
}

const readItem = (need: Need, id: string, form: Form, files: Files, faults: Fault[]): Item => {
  const item: Item = { id }
  for (const field of need.fields) {
    const read = readOne(field, `${need.id}.${id}.${field.id}`, form, files)
    if ('faults' in read) faults.push(...read.faults)
    else if (read.value !== undefined) item[field.id] = read.value
  }
  return item
}

const sentList = (need: Need, ids: string[], form: Form): Form => {
  const sent: Form = new Map([[itemsInput(need), ids.length > 0 ? ids : ['']]])
  for (const id of ids)
    for (const field of need.fields)
      for (const [name, values] of inputsOf(field, `${need.id}.${id}.${field.id}`, form))
        sent.set(name, values)
  return sent
}

/** Of a list that is too long only its length is told: its items are not walked. */
export const checkList = (need: Need, value: unknown): Fault[] => {
  if (!Array.isArray(value)) return [{ path: need.id, code: 'wrong-type', details: { is: 'list' } }]
  const tooMany = sizeFaults(need, value.length)
  if (tooMany.length > 0) return tooMany
  const fields = new Map(need.fields.map((field) => [field.id, field]))
  const seen = new Set<string>()
  return value.flatMap((item: unknown): Fault[] => {
    if (!isItem(item) || !ITEM_ID.test(item.id)) return [{ path: need.id, code: 'not-an-item', details: {} }]
    if (seen.has(item.id)) return [{ path: need.id, code: 'repeated-item', details: { id: item.id } }]
    seen.add(item.id)
    return checkItem(need, item, fields)
  })
}

const checkItem = (need: Need, item: Item, fields: Map<string, Field>): Fault[] => {
  const { id } = item
  const stranger = Object.keys(item).find((key) => key !== 'id' && !fields.has(key))
  if (stranger !== undefined)
    return [{ path: need.id, code: 'unknown-field', details: { id, field: stranger.slice(0, 60) } }]
  return need.fields.flatMap((field) => checkOne(field, `${need.id}.${id}.${field.id}`, own(item, field)))
}

export const typeList = (need: Need, value: unknown, language: Language, form: Form): Form => {
  if (!Array.isArray(value)) return form
  const items = value.filter(isItem)
  const ids = items.map(({ id }) => id)
  form.set(itemsInput(need), ids.length > 0 ? ids : [''])
  for (const item of items)
    for (const field of need.fields)
      typeOne(field, `${need.id}.${item.id}.${field.id}`, own(item, field), language, form)
  return form
}

/** One context for each item, in its place; a field that was not answered is null. */
export const feelList = (need: Need, value: unknown): unknown =>
  Array.isArray(value) ? value.map((item: unknown) => feelItem(need, item)) : null

const feelItem = (need: Need, item: unknown): Record<string, unknown> => {
  const seen: Record<string, unknown> = {}
  for (const field of need.fields) seen[field.id] = feelOne(field, own(item, field))
  return seen
}

export const settleList = (need: Need, value: unknown): unknown =>
  Array.isArray(value) ? value.map((item: unknown) => (isItem(item) ? settleItem(need, item) : item)) : value

const settleItem = (need: Need, item: Item): Item => {
  const settled = { ...item }
  for (const field of need.fields)
    if (own(item, field) !== undefined) settled[field.id] = settleOne(field, item[field.id])
  return settled
}

export const isItem = (item: unknown): item is Item =>
  typeof item === 'object' && item !== null && 'id' in item && typeof item.id === 'string'

export const own = (item: unknown, field: Field): unknown =>
  typeof item === 'object' && item !== null && Object.hasOwn(item, field.id)
    ? (item as Record<string, unknown>)[field.id]
    : undefined

const sizeFaults = (need: Need, items: number): Fault[] => {
  const most = need.most ?? MOST
  return items > most ? [{ path: need.id, code: 'too-many-items', details: { most } }] : []
}
