import { type Dossier, read } from '#dossiers'
import { isId } from '#kernel'
import { circumstancesOf, type Visit } from './visit.ts'

/** What happened to a dossier, in order: kinds, codes and ids, nothing that a person wrote. */
export type History = Awaited<ReturnType<Visit['platform']['dossiers']['history']>>

export type Opened =
  | { is: 'open'; dossier: Dossier; history: History }
  | { is: 'purpose-needed'; service: string; number: string }
  | { is: 'not-found' }

/** A purpose stated once holds for a working day; each reading for it is recorded all the same. */
const PURPOSE_HOLDS_MS = 8 * 60 * 60 * 1000

/**
 * Opens the dossier that an address names, which is an act with a purpose: `processing` for whoever has it, otherwise
 * the one that the agent stated. Whether one was stated is read in the events, which tell nothing of the person.
 * Unknown, a draft and another organisation's are one answer.
 */
export const openDossier = async (visit: Visit): Promise<Opened> => {
  const { platform, agent, params } = visit
  const id = params['id']
  if (!isId(id)) return { is: 'not-found' }
  const before = await platform.dossiers.history(id)
  const filed = before.find(({ kind }) => kind === 'dossier.filed')
  const opened = before.find(({ kind }) => kind === 'dossier.opened')
  if (!filed || opened?.body['organisation'] !== agent.organisation) return { is: 'not-found' }
  const purpose = assigneeIn(before) === agent.id ? 'processing' : purposeOf(before, visit)
  if (purpose === null)
    return {
      is: 'purpose-needed',
      service: String(filed.body['service']),
      number: String(filed.body['number']),
    }
  const seen = await platform.dossiers.perform(read, id, { purpose }, circumstancesOf(visit))
  if (!seen.ok) return { is: 'not-found' }
  return { is: 'open', dossier: seen.value.dossier, history: await platform.dossiers.history(id) }
}

const assigneeIn = (history: History): unknown =>
  history.findLast(({ kind }) => kind === 'dossier.assigned')?.body['agent']

const purposeOf = (history: History, { platform, agent }: Visit): string | null => {
  const since = platform.clock().getTime() - PURPOSE_HOLDS_MS
  const reading = history.findLast(
    ({ kind, actor, at }) => kind === 'dossier.read' && actor === agent.id && at.getTime() > since,
  )
  const purpose = reading?.body['purpose']
  return typeof purpose === 'string' ? purpose : null
}
