import type { Act } from '#acts'
import type { Stored } from '#documents'
import type { Dossier, Dossiers } from '#dossiers'
import type { Result } from '#kernel'
import type { Agent, Organisations } from '#parties'
import type { Dice } from './dice.ts'
import type { Invented } from './person.ts'
import type { Story } from './story.ts'

/** Where an invented person lives what they live: the platform's own doors, and a clock that the history sets. */
export type Scene = {
  dossiers: Dossiers
  organisations: Pick<Organisations, 'organisations'>
  story: Story
  person: Invented
  dice: Dice
  evidence: Stored
  now(): Date
  /** It is this moment; false when that is past the end of the history: whatever was to come then has not come yet. */
  goTo(at: Date): boolean
  /** The service as it stands at this moment: who answers for it, and whether it asks for an account. */
  serviceNow(service: string): { authority: string; for: 'person' | 'anyone' }
  /** What follows from a filing for the person's next visit, as the ledger's reaction will do it again. */
  remembered(filed: Dossier): Promise<void>
}

/** Where an act of the history takes place. */
export type Here = Parameters<Dossiers['file']>[0]['here']

/** What was answered; a refusal is a fault of the story, and stops it: nothing is written around a refusal. */
export const granted = <T>(result: Result<T>, what: string): T => {
  if (result.ok) return result.value
  throw new Error(
    `the history cannot go on: ${what} was refused ${result.refusal} ${JSON.stringify(result.details)}`,
  )
}

/** Does an act; answers the dossier as it left it. */
export const perform = async <Input, R extends string>(
  { dossiers }: Scene,
  act: Act<Dossier, Input, { dossier: Dossier }, R>,
  { id }: Dossier,
  input: Input,
  here: Here,
): Promise<Dossier> => granted(await dossiers.perform(act, id, input, here), act.name).dossier

/** Somebody of the organisation with this role; anybody of it when nobody has it. */
export const agentOf = (
  { organisations, dice }: Scene,
  organisation: string,
  role: string | null,
): Agent | null => {
  const agents = organisations.organisations.get(organisation)?.agents ?? []
  const fit = agents.filter(({ roles }) => role === null || roles.includes(role))
  if (fit.length === 0) return null
  const { id, name, roles } = dice.pick(fit)
  return { kind: 'agent', id: `agent:${id}`, agent: id, name, organisation, roles }
}
