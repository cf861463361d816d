import { act, type Circumstances } from '#acts'
import { type Refused, refused, type Result } from '#kernel'
import type { Dossier } from './dossier.ts'

/** A verb of dossiers: the door's grammar, for this noun. */
export const verb = act<Dossier>()

export type Here = Circumstances

/** The longest text that a person or an agent writes in one go. */
export const MOST_CHARACTERS = 5_000

/** Control characters, but for the tab and the line break: nobody types them, and PostgreSQL's JSON cannot hold them all. */
const CONTROL = /(?![\t\n])\p{Cc}/gu

/** A reason somebody will read: there, and of a length to be read. */
export const readReason = (typed: string): Result<string, 'reason-missing' | 'reason-too-long'> => {
  const reason = typed.toWellFormed().normalize('NFC').replace(/\r\n?/g, '\n').replace(CONTROL, '').trim()
  if (reason === '') return refused('reason-missing')
  if (reason.length > MOST_CHARACTERS) return refused('reason-too-long', { most: MOST_CHARACTERS })
  return { ok: true, value: reason }
}

/**
 * The most that can happen to a draft: hours of typing, saved every other second. Beyond it is software, whose events
 * would make the dossier slow to open for whoever has to handle it.
 */
export const MOST_CHANGES = 5_000

export const onlyDraft = (
  dossier: Dossier,
): Refused<'not-a-draft' | 'already-withdrawn' | 'changed-too-often'> | null => {
  if (dossier.status === 'withdrawn') return refused('already-withdrawn')
  if (dossier.status !== 'draft') return refused('not-a-draft')
  return dossier.revision < MOST_CHANGES ? null : refused('changed-too-often', { most: MOST_CHANGES })
}

/** In progress, whoever is awaited. */
export const onlyOpen = (
  dossier: Dossier,
): Refused<'not-in-progress' | 'already-decided' | 'already-withdrawn'> | null => {
  if (dossier.status === 'withdrawn') return refused('already-withdrawn')
  if (dossier.status === 'decided') return refused('already-decided')
  return dossier.status === 'draft' ? refused('not-in-progress') : null
}

/** At a stage that agents handle, by an agent who has its role. */
export const onlyAtAgentStage = (
  dossier: Dossier,
  { actor }: Here,
): Refused<
  'not-in-progress' | 'already-decided' | 'already-withdrawn' | 'not-an-agent-stage' | 'role-needed'
> | null => {
  const closed = onlyOpen(dossier)
  if (closed) return closed
  const stage = agentStage(dossier)
  if (!stage) return refused('not-an-agent-stage')
  return actor.kind === 'agent' && actor.roles.includes(stage.role)
    ? null
    : refused('role-needed', { role: stage.role })
}

/** … who has taken it: two agents never decide the same dossier. */
export const onlyAssigned = (dossier: Dossier, here: Here) => {
  const closed = onlyAtAgentStage(dossier, here)
  if (closed) return closed
  if (dossier.assignee === null) return refused('not-assigned')
  return dossier.assignee === here.actor.id
    ? null
    : refused('assigned-to-another', { assignee: dossier.assignee })
}

export const agentStage = (dossier: Dossier) => {
  const stage = dossier.stage === null ? undefined : dossier.pinned.definition.path[dossier.stage]
  return stage && 'agent' in stage ? stage : null
}
