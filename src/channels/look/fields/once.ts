import { type Html, raw } from '#html'
import type { Field } from '#catalogue'
import { cut, filled, mark, type Template } from '../template.ts'
import { valueOf, type Asked } from './asked.ts'

/** How a kind of field shows an answer: as text in inputs, told by the ends of their names, or as the choice it marks. */
type Manner = { inputs: readonly string[] } | { chosen: (a: Asked) => string | null | undefined }

/**
 * A field says the same to everybody but for what they typed and which item it is of. It is drawn once, cut where those
 * go, and kept as long as the version that asks it: docs/decisions/0033. In error, or holding files, it is drawn anew.
 */
export const drawnOnce = (draw: (a: Asked) => Html, manner: Manner): ((a: Asked) => Html) => {
  const inputs = 'inputs' in manner ? manner.inputs : []
  const keptFor = openFields()
  return (a) => {
    const chosen = 'chosen' in manner ? manner.chosen(a) : null
    if (a.fault || a.held.length > 0 || chosen === undefined) return draw(a)
    const values = valuesOf(a, inputs)
    const template = keptFor(a, chosen, () => cut(draw(markedIn(a, inputs, chosen)), values, draw(a)))
    return template ? filled(template, values) : draw(a)
  }
}

/** The same for what stands around the items of a list, whatever they are. */
export const drawnAround = (draw: (a: Asked, inside: Html) => Html): ((a: Asked, inside: Html) => Html) => {
  const keptFor = openFields()
  return (a, inside) => {
    if (a.fault) return draw(a, inside)
    const template = keptFor(a, null, () => cut(draw(a, raw(mark(0))), [inside], draw(a, inside)))
    return template ? filled(template, [inside]) : draw(a, inside)
  }
}

/** The templates of fields, made when they are first asked for; null for what is drawn each time. */
const openFields = () => {
  // By the field of a version's definition, gone when the version is. Nothing of anybody is kept.
  const fields = new WeakMap<Field, Kept[]>()
  return (a: Asked, chosen: string | null, make: () => Template | null): Template | null => {
    let known = fields.get(a.field)
    if (!known) fields.set(a.field, (known = []))
    let kept = known.find((one) => one.chosen === chosen && isFor(one, a))
    if (!kept) {
      if (known.length >= MOST_KEPT) return null
      known.push((kept = { ...saidBy(a), chosen, template: make() }))
    }
    return kept.template
  }
}

/** All that a drawing reads, beside the field itself and what is a person's own. */
type Said = Pick<
  Asked,
  'list' | 'language' | 'alone' | 'label' | 'why' | 'example' | 'optionWords' | 'autocomplete' | 'most'
>

const saidBy = ({
  list,
  language,
  alone,
  label,
  why,
  example,
  optionWords,
  autocomplete,
  most,
}: Asked): Said => ({ list, language, alone, label, why, example, optionWords, autocomplete, most })

const isFor = (one: Said, a: Asked): boolean =>
  one.language === a.language &&
  one.alone === a.alone &&
  one.list === a.list &&
  one.label === a.label &&
  one.why === a.why &&
  one.example === a.example &&
  one.optionWords === a.optionWords &&
  one.autocomplete === a.autocomplete &&
  one.most === a.most

/** `chosen` is null when nothing was; the template is null for a field that is drawn each time. */
type Kept = Said & { chosen: string | null; template: Template | null }

/** Two languages, each choice of an ordinary question, alone on its page or not. */
const MOST_KEPT = 40

/** The same field of an item, and with answers, that are marks. */
const markedIn = (a: Asked, inputs: readonly string[], chosen: string | null): Asked => {
  const path = a.list ? `${a.list}.${mark(0)}.${a.field.id}` : a.path
  const typed = inputs.map((end, at): [string, string[]] => [path + end, [mark(at + 1)]])
  return { ...a, path, form: new Map(chosen === null ? typed : [[path, [chosen]]]) }
}

const valuesOf = (a: Asked, inputs: readonly string[]): string[] => [
  a.item ?? '',
  ...inputs.map((end) => valueOf(a.form, a.path + end)),
]
