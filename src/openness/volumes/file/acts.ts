import { act, type Circumstances } from '#acts'
import { ok, refused, type Refused } from '#kernel'
import type { VolumeEvent } from '../events.ts'
import type { Import } from '../import.ts'

/** The role of those who plan, take stock and count (organisations/*.yaml). */
export const PLANNER = 'planification'

const verb = act<Import>()

const onlyPlanner = ({ actor }: Circumstances): Refused<'planner-needed'> | null =>
  actor.kind === 'agent' && actor.roles.includes(PLANNER) ? null : refused('planner-needed')

/** Somebody saw what it would change, and wants it. Written once: the status says so. */
export const confirm = verb({
  name: 'import.confirm',
  by: ['agent'],
  barred(one, here): Refused<'planner-needed' | 'import-faulty' | 'import-not-checked'> | null {
    const closed = onlyPlanner(here)
    if (closed) return closed
    if (one.status === 'faulty') return refused('import-faulty')
    return one.status === 'checked' ? null : refused('import-not-checked')
  },
  perform(one, { cells, known }: { cells: number; known: 'replace' | 'add' }, { actor }) {
    const { rows, provenance, evidence } = one.said
    const said = { ...one.said, known, confirmedBy: actor.id }
    const after = { ...one, status: 'confirmed' as const, done: 0, todo: cells, said }
    const body = { digest: one.digest, rows, known, provenance, evidence: evidence?.digest ?? null }
    const kind: VolumeEvent = 'import.confirmed'
    return ok({ after, events: [{ kind, body }], answer: { import: after } })
  },
})

/** What was sent by mistake, or is to be mended first, leaves no trace in what is counted. */
export const drop = verb({
  name: 'import.drop',
  by: ['agent'],
  barred(one, here): Refused<'planner-needed' | 'import-not-checked'> | null {
    const closed = onlyPlanner(here)
    if (closed) return closed
    return ['received', 'checked', 'faulty'].includes(one.status) ? null : refused('import-not-checked')
  },
  perform(one, _input: object) {
    const after = { ...one, status: 'dropped' as const }
    return ok({ after, events: [], answer: { import: after } })
  },
})

/** Takes it back as a whole. `later`: another import that changed the same months since. */
export const undoIt = verb({
  name: 'import.undo',
  by: ['agent'],
  barred(one, here): Refused<'planner-needed' | 'import-not-applied'> | null {
    const closed = onlyPlanner(here)
    if (closed) return closed
    return one.status === 'applied' ? null : refused('import-not-applied')
  },
  perform(one, { later }: { later: string | null }, { actor }) {
    if (later) return refused('changed-since', { import: later })
    const said = { ...one.said, undoneBy: actor.id }
    const after = { ...one, status: 'undoing' as const, done: 0, todo: one.said.changed, said }
    const kind: VolumeEvent = 'import.undoing'
    return ok({ after, events: [{ kind, body: {} }], answer: { import: after } })
  },
})
