import { act, type Circumstances, type Happening } from '#acts'
import { ok, refused, type Refused } from '#kernel'
import { judged, type Process } from './process.ts'

/** A verb of processes: the door's grammar, for this noun. */
export const verb = act<Process>()

/** The role of an organisation's agents who plan its transformation. */
export const PLANNER = 'planification'

export const onlyPlanner = ({ actor }: Pick<Circumstances, 'actor'>): Refused<'planner-needed'> | null =>
  actor.kind === 'agent' && actor.roles.includes(PLANNER) ? null : refused('planner-needed')

export const onlyActive = (
  { status }: Process,
  here: Circumstances,
): Refused<'planner-needed' | 'process-archived'> | null =>
  onlyPlanner(here) ?? (status === 'active' ? null : refused('process-archived'))

/** What a verb of the inventory answers: the process changed by somebody now, and what is said of it if that changed. */
export const changed = (process: Process, { actor, now }: Circumstances, events: Happening[]) => {
  const touched = { ...process, changedAt: now.toISOString(), by: actor.id }
  const done = judged(touched, now, events)
  return ok({ ...done, answer: { process: done.after } })
}
