import type { Html } from '#html'
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
  // By the field of a version's definition, gone when the version is. Nothing of anybody is kept.
  const fields = new WeakMap<Field, Kept[]>()
  const keptFor = (field: Field): Kept[] => {
    let kept = fields.get(field)
    if (!kept) fields.set(field, (kept = []))
    return kept
  }
  return (a) => {
    const chosen = 'chosen' in manner ? manner.chosen(a) : null
    if (a.fault || a.held.length > 0 || chosen === undefined) return draw(a)
    const known = keptFor(a.field)
    let kept = known.find((one) => one.chosen === chosen && isFor(one, a))
    if (!kept) {
      if (known.length >= MOST_KEPT) return draw(a)
      const marked = draw(markedIn(a, inputs, chosen))
      kept = { ...saidBy(a), chosen, template: cut(marked, valuesOf(a, inputs), draw(a)) }
      known.push(kept)
    }
    return kept.template ? filled(kept.template, valuesOf(a, inputs)) : draw(a)
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
