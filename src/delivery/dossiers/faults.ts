import { checkValue, type Fault, feelValue, missing as missingFault, type Need } from '#catalogue'
import { asAsked, type NeedInForce, onlyAsked, type Remainder } from './remainder.ts'

/** A fault of an answer, or the rule of the service (`check`, with the id of its sentence) that it breaks. */
export type AnswerFault = Fault | { path: string; code: 'check'; details: { sentence: string } }

/**
 * The full check, on the server, with the whole set of answers: what is in force and required is there, each value is
 * what its kind says, and the service's own conditions hold. Run in full at every transition; no client can skip one.
 */
export const faultsOf = (remainder: Remainder): AnswerFault[] =>
  remainder.inForce.flatMap((inForce) => [
    ...missing(inForce, remainder),
    ...faultsOfValue(inForce, remainder),
  ])

/** The faults of what was answered, without what is still missing: for a draft that is saved on its way. */
export const faultsSoFar = (remainder: Remainder): AnswerFault[] =>
  remainder.inForce.flatMap((inForce) => faultsOfValue(inForce, remainder))

/** The service's own rule is said of a value that can be read: one thing to mend at a time. */
const faultsOfValue = (inForce: NeedInForce, remainder: Remainder): AnswerFault[] => {
  const unreadable = unfit(inForce)
  return unreadable.length > 0 ? unreadable : broken(inForce, remainder)
}

/** A list of none is an answer; no choice and no file is not. */
const isAbsent = (value: unknown, { is }: Pick<Need, 'is'>): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (is !== 'list' && Array.isArray(value) && value.length === 0)

const missing = (inForce: NeedInForce, { scope }: Remainder): Fault[] => {
  const { need, compiled, value, how } = inForce
  if (how === 'known' || how === 'derived') return []
  if (isAbsent(value, need)) return need.optional ? [] : [missingFault(need)]
  if (need.is !== 'list' || !Array.isArray(value)) return []
  const asked = new Set(inForce.askedFields.map(({ id }) => id))
  const seen = feelValue(need, value) as object[]
  const required = compiled.fields.filter(({ field }) => asked.has(field.id) && !field.optional)
  return value.flatMap((item: unknown, at) => {
    if (!isItem(item)) return []
    const around = { ...scope, ...seen[at] }
    return required
      .filter(({ field }) => isAbsent(item[field.id], field))
      .filter(({ when }) => when === null || when.evaluate(around) === true)
      .map(({ field }) => missingFault(field, { list: need.id, itemId: String(item['id']) }))
  })
}

/** A registry's own value is not the person's fault; what they typed is checked, item by item. */
const unfit = (inForce: NeedInForce): Fault[] => {
  const { need, value, how } = inForce
  if (how === 'known' || how === 'derived' || isAbsent(value, need)) return []
  const given = how === 'completed' ? onlyAsked(value, inForce) : value
  return checkValue(asAsked(inForce), given).map((fault) => ({ ...fault, path: fault.path || need.id }))
}

type Item = Record<string, unknown>

const isItem = (item: unknown): item is Item => typeof item === 'object' && item !== null

const broken = ({ need, compiled, value }: NeedInForce, { scope }: Remainder): AnswerFault[] =>
  isAbsent(value, need)
    ? []
    : compiled.checks
        .filter(({ must }) => must.evaluate(scope) !== true)
        .map((check) => ({ path: need.id, code: 'check', details: { sentence: check.else } }))
