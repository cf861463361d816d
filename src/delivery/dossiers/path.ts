import type { Happening } from '#acts'
import { addToDay, dayOf, daysBetween, dueDay } from '#kernel'
import type { Decision, Dossier } from './dossier.ts'
import { happened } from './events.ts'
import { measureOfDecision } from './measure.ts'

/** A dossier after a step, and what happened on the way. */
export type Step = { after: Dossier; events: Happening[] }

export type Deciding = {
  reason: string
  automated: boolean
  by: string
  amounts?: Record<string, number>
  provisional?: boolean
}

/**
 * Enters a stage of the service's path: an agent's stage starts its delay, a robot's waits for the robot, a decision
 * is made. `deciding` says by whom and why, should the stage be a decision.
 */
export const enter = (dossier: Dossier, stage: string, now: Date, deciding: Deciding): Step => {
  const found = dossier.pinned.definition.path[stage]
  if (!found) throw new Error(`${dossier.service} v${dossier.version} has no stage ${stage}`)
  if ('decision' in found) return decided(dossier, stage, now, deciding)
  const dueOn = 'agent' in found ? dueDay(dayOf(now), found.within) : null
  return {
    after: { ...dossier, status: 'in-progress', stage, dueOn, awaited: null },
    events: [happened('dossier.moved', { stage, dueOn })],
  }
}

const decided = (dossier: Dossier, stage: string, now: Date, deciding: Deciding): Step => {
  const found = dossier.pinned.definition.path[stage]
  if (!found || !('decision' in found)) throw new Error(`${stage} is not a decision`)
  const { amounts = {}, provisional = false, reason, automated, by } = deciding
  const favourable = found.decision === 'favourable'
  const decision: Decision = {
    decision: stage,
    favourable,
    reason,
    automated,
    by,
    at: now.toISOString(),
    amounts,
    provisional,
    // A person may always have an automated decision looked at again (A-2.1, s. 65.2).
    reviewUntil: found.review
      ? dueDay(dayOf(now), found.review)
      : automated
        ? dueDay(dayOf(now), 'P90D')
        : null,
  }
  return {
    after: {
      ...dossier,
      status: 'decided',
      stage,
      dueOn: null,
      awaited: null,
      intention: null,
      review: null,
      decisions: [...dossier.decisions, decision],
    },
    events: [
      happened(
        'dossier.decided',
        { decision: stage, favourable, automated, amounts, provisional },
        measureOfDecision(dossier, favourable),
      ),
    ],
  }
}

/** The person's own delay still runs: until it ends, or they answer, nobody decides. */
export const isAwaited = ({ awaited }: Dossier, now: Date): boolean =>
  awaited !== null && dayOf(now) <= awaited.until

/** The delay runs again: the days that the person had to answer, up to their answer, do not count. */
export const resumed = (dossier: Dossier, now: Date): Dossier =>
  dossier.awaited
    ? { ...dossier, status: 'in-progress', awaited: null, dueOn: dueOnAfter(dossier, dayOf(now)) }
    : dossier

/** The last day to answer; of a dossier whose person is awaited, what it becomes if they take all of their delay. */
export const dueOnAtLatest = (dossier: Dossier): string | null =>
  dossier.awaited ? dueOnAfter(dossier, dossier.awaited.until) : dossier.dueOn

const dueOnAfter = ({ awaited, dueOn }: Dossier, answered: string): string | null => {
  if (!awaited || !dueOn) return dueOn
  const end = answered < awaited.until ? answered : awaited.until
  return dueDay(addToDay(dueOn, `P${Math.max(0, daysBetween(awaited.since, end))}D`), 'P0D')
}
