import type { MailKind } from '#notices'
import type { Person, Registry } from '#parties'
import { addToDay, type Language } from '#kernel'
import { type Dice, diceOf, seedOf } from './dice.ts'
import type { Story } from './story.ts'

/** Somebody invented: nobody's name, nobody's number, and what the demonstration's registries hold of them. */
export type Invented = {
  actor: Person
  language: Language
  birthDate: string
  town: string
  street: string
  isParent: boolean
  /** What is true of them, by concept (`familyIncome`); a registry may not hold it. */
  facts: Readonly<Record<string, unknown>>
  /** How they want to be written to; null when the inbox is enough. */
  mail: { address: string; without: MailKind[] } | null
  /** What no registry holds of them, by concept. */
  unheld: ReadonlySet<string>
}

const ID = /^invente-\d+-([0-9a-z]+)-(\d+)$/

/** `history` tells the people of one history from those of the next. */
export const idOf = (history: number, seed: number, nth: number): string =>
  `invente-${history}-${seed.toString(36)}-${nth}`

/** The name of an invented person, from their id alone: it is kept nowhere but where a registry holds it. */
export const inventedName = ({ names }: Pick<Story, 'names'>, id: string): string | null => {
  const [, seed, nth] = ID.exec(id) ?? []
  return seed && nth ? nameBy(names, diceOf(seedOf(Number.parseInt(seed, 36), Number(nth)))) : null
}

const nameBy = ({ first, last }: Story['names'], dice: Dice): string =>
  `${dice.pick(first)} ${dice.pick(last)}`

type Whose = { history: number; seed: number; nth: number; today: string }

/** The nth person of a seed: the same whenever it is asked, however many are made. The dice go on with their life. */
export const invent = (
  story: Story,
  { history, seed, nth, today }: Whose,
): { person: Invented; dice: Dice } => {
  const dice = diceOf(seedOf(seed, nth))
  const name = nameBy(story.names, dice)
  const id = idOf(history, seed, nth)
  const age = dice.between(19, 88)
  const birthDate = dayBefore(today, age, dice)
  const town = dice.pick(story.names.towns)
  const children = childrenOf(story, { name, age, today }, dice)
  const person: Invented = {
    actor: { kind: 'person', id: `person:${id}`, person: id, name },
    language: dice.chance(0.08) ? 'en' : 'fr',
    birthDate,
    town,
    street: `${dice.between(1, 980)}, ${dice.pick(story.names.streets)}`,
    isParent: children.length > 0,
    facts: {
      name,
      birthDate,
      birthPlace: `${town} (Québec)`,
      children,
      familyIncome: incomeBy(dice),
    },
    unheld: new Set(dice.chance(0.04) ? ['familyIncome'] : []),
    mail: mailBy(id, dice),
  }
  return { person, dice }
}

/** What each registry of the demonstration holds of a person, as of a day. */
export const recordsOf = ({ actor, facts, unheld }: Invented, registries: Iterable<Registry>, asOf: string) =>
  [...registries].flatMap(({ id, heldBy, facts: held }) =>
    heldBy === null
      ? []
      : held
          .filter(({ concept }) => Object.hasOwn(facts, concept) && !unheld.has(concept))
          .map(({ id: fact, concept }) => ({
            person: actor.person,
            registry: id,
            fact,
            value: facts[concept],
            asOf,
          })),
  )

/** Most want reminders and nothing else; an address may be mistyped, and then nothing ever reaches it. */
const mailBy = (id: string, dice: Dice): Invented['mail'] => {
  if (!dice.chance(0.68)) return null
  const recipient = dice.chance(0.02) ? `inconnu-${id}` : id
  return { address: `${recipient}@courriel.example`, without: dice.chance(0.8) ? ['dossier-news'] : [] }
}

const dayBefore = (today: string, years: number, dice: Dice): string =>
  addToDay(today, `-P${years}Y${dice.between(1, 360)}D`)

/** Children under 18: what the register of acts tells of. */
const childrenOf = (
  { names }: Story,
  { name, age, today }: { name: string; age: number; today: string },
  dice: Dice,
) => {
  const count = age < 24 || age > 56 ? 0 : Number(dice.weighed({ 0: 34, 1: 24, 2: 28, 3: 11, 4: 3 }))
  const family = name.slice(name.indexOf(' ') + 1)
  return Array.from({ length: count }, (_, at) => ({
    id: `enfant${at + 1}`,
    name: `${dice.pick(names.first)} ${family}`,
    birthDate: dayBefore(today, dice.between(0, Math.min(16, age - 20)), dice),
  }))
}

/** In cents; most families have a middling income, few a high one. */
const incomeBy = (dice: Dice): number => {
  const normal = Math.sqrt(-2 * Math.log(1 - dice.share())) * Math.cos(2 * Math.PI * dice.share())
  return Math.round(58_000 * Math.exp(0.55 * normal)) * 100
}
