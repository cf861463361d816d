import { type Field, type Need, settleValue } from '#catalogue'
import type { Stored } from '#documents'
import { askedOf, type Dossier, type NeedInForce, remainderOf } from '#dossiers'
import type { Dice } from './dice.ts'
import type { Invented } from './person.ts'
import type { Habits, Story } from './story.ts'

/** From what somebody invented draws their answers. */
export type Answering = { story: Story; habits: Habits; person: Invented; dice: Dice; evidence: Stored }

/** What a person who answers everything may leave out. */
const ANSWERS_OPTIONAL = 0.4
/** An answer may bring another question, which may bring one more. */
const MOST_ROUNDS = 6

/** Answers to everything that a draft asks, whatever its service: the weights of the story first, else what its kind allows. */
export const answersTo = (draft: Dossier, answering: Answering): Record<string, unknown> => {
  const given: Record<string, unknown> = {}
  const passedOver = new Set<string>()
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const dossier = { ...draft, answers: { ...draft.answers, ...given } }
    const asked = askedOf(remainderOf(draft.pinned, dossier)).filter(
      ({ need }) => !Object.hasOwn(given, need.id) && !passedOver.has(need.id),
    )
    if (asked.length === 0) break
    for (const inForce of asked) {
      if (inForce.need.optional && !answering.dice.chance(ANSWERS_OPTIONAL)) passedOver.add(inForce.need.id)
      else given[inForce.need.id] = answerTo(inForce, answering)
    }
  }
  return given
}

const answerTo = (inForce: NeedInForce, answering: Answering): unknown => {
  const { need } = inForce
  if (need.is === 'list') return itemsOf(inForce, answering)
  const known = answering.person.facts[need.id]
  return settleValue(need, known !== undefined ? known : valueOf(need, answering))
}

/** Of a list that a registry began, what is asked of each of its items; otherwise the person's own. */
const itemsOf = ({ need, how, value, askedFields }: NeedInForce, answering: Answering): unknown => {
  const own = answering.person.facts[need.id]
  const rows = (how === 'completed' ? value : own) as { id: string }[] | undefined
  const begun = Array.isArray(rows) ? rows : [{ id: 'a1' }]
  return begun.map((row) => {
    const held = how === 'completed' ? { id: row.id } : row
    const fields = askedFields.filter((field) => !Object.hasOwn(held, field.id) && !field.optional)
    return { ...held, ...Object.fromEntries(fields.map((field) => [field.id, valueOf(field, answering)])) }
  })
}

const valueOf = (field: Field | Need, answering: Answering): unknown => {
  const { dice, habits, person } = answering
  const weights = habits.answers[field.id]
  switch (field.is) {
    case 'yes-no':
      return weights ? dice.weighed(weights) === 'true' : dice.chance(0.5)
    case 'one-of':
      return weights ? dice.weighed(weights) : dice.pick(field.options)
    case 'many-of':
      return [dice.pick(field.options)]
    case 'date':
      return person.birthDate
    case 'whole':
      return dice.between(1, 9)
    case 'money':
      return dice.between(20, 4_000) * 100
    case 'email':
      return `${person.actor.person}@courriel.example`
    case 'phone':
      return `819 555-01${String(dice.between(0, 99)).padStart(2, '0')}`
    case 'postal-code':
      return `${dice.pick(['G9A', 'G8Z', 'J2B', 'H3G'])} ${dice.between(1, 9)}A${dice.between(1, 9)}`
    case 'sin':
      return sinBy(dice)
    case 'bank-account':
      return `${dice.between(10_000, 99_999)}-815-${dice.between(1_000_000, 9_999_999)}`
    case 'file':
      return [{ id: 'piece', name: 'piece.png', ...answering.evidence }]
    default:
      return textOf(field, answering)
  }
}

/** What a person writes in a line: their name, where they live, or what they saw. */
const textOf = ({ id }: Field | Need, { story, person, dice }: Answering): string => {
  if (/name$/i.test(id)) return person.actor.name
  if (/(street|address|place)$/i.test(id)) return person.street
  if (/(city|town|birthPlace)$/i.test(id)) return person.town
  return dice.pick(story.said.descriptions)
}

/** Nine digits that begin with 0, which is never issued, and end with Luhn's check. */
const sinBy = (dice: Dice): string => {
  const digits = `0${dice.between(1_000_000, 9_999_999)}`
  const sum = [...digits].reduce((total, digit, at) => {
    const doubled = Number(digit) * (at % 2 === 0 ? 1 : 2)
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return `${digits}${(10 - (sum % 10)) % 10}`
}
