import { dayOf, ok, refused } from '#kernel'
import type { Assessment } from '#rules'
import type { Dossier } from './dossier.ts'
import { happened } from './events.ts'
import { enter, type Step } from './path.ts'
import { remainderOf } from './remainder.ts'
import { verb, type Here } from './verb.ts'

/**
 * A robot applies the service's rules to what was filed, as they stand on the day of filing. Their outcome chooses the
 * way; rules that cannot conclude hand the dossier to a human, with why. The assessment is kept: the explanation that
 * the person reads is the computation that was made.
 */
export const assess = verb({
  name: 'dossier.assess',
  by: ['robot'],
  barred: (dossier) => (robotStage(dossier) ? null : refused('not-a-robot-stage')),
  perform(dossier, _input: object, here) {
    const stage = robotStage(dossier)!
    const result = applyRules(dossier)
    if (!result?.ok) {
      const details = result ? `${result.refusal} ${JSON.stringify(result.details)}` : 'no rules'
      const doubt = { code: 'rules-inconclusive' as const, details }
      return done(handOver({ ...dossier, doubt }, stage.otherwise, here), [
        happened('dossier.escalated', { code: doubt.code }),
      ])
    }
    const assessment = result.value
    const way = stage.outcomes[assessment.outcome ?? ''] ?? stage.otherwise
    return done(handOver({ ...dossier, assessment }, way, here, assessment), [assessed(assessment)])
  },
})

/** The robot failed again and again: a human takes over, and the failure is seen at the desk. */
export const escalate = verb({
  name: 'dossier.escalate',
  by: ['robot'],
  barred: (dossier) => (robotStage(dossier) ? null : refused('not-a-robot-stage')),
  perform(dossier, { details }: { details: string }, here) {
    const doubt = { code: 'robot-failed' as const, details }
    const step = handOver({ ...dossier, doubt }, robotStage(dossier)!.otherwise, here)
    return done(step, [happened('dossier.escalated', { code: doubt.code })])
  },
})

export const robotStage = (dossier: Dossier) => {
  if (dossier.status !== 'in-progress' || dossier.stage === null) return null
  const stage = dossier.pinned.definition.path[dossier.stage]
  return stage && 'robot' in stage ? stage : null
}

/**
 * The rules see the values in force, which needs are contested, and which had no source to answer them. What the person
 * gave before and changed, or gives again, is no doubt about anything.
 */
const applyRules = (dossier: Dossier) => {
  const { inForce, scope } = remainderOf(dossier.pinned, dossier)
  const because = (reason: string) =>
    inForce
      .filter((one) => one.because === reason && one.need.knownBy?.registry !== 'self')
      .map(({ need }) => need.id)
  const circumstances = {
    on: dayOf(new Date(dossier.filing!.at)),
    contested: because('contested'),
    unavailable: because('unavailable'),
  }
  return dossier.pinned.book?.assess(scope, circumstances)
}

/**
 * What the rules come to with the values now in force: an agent who grants, grants what was filed and completed since,
 * never what the robot saw before. Null when the service has no robot, or when its rules cannot conclude.
 */
export const assessedNow = (dossier: Dossier): Assessment | null => {
  const isAssessed = Object.values(dossier.pinned.definition.path).some((stage) => 'robot' in stage)
  const result = isAssessed ? applyRules(dossier) : undefined
  return result?.ok ? result.value : null
}

const handOver = (dossier: Dossier, way: string, { now, actor }: Here, assessment?: Assessment): Step =>
  enter({ ...dossier, updatedAt: now.toISOString() }, way, now, {
    reason: '',
    automated: true,
    by: actor.id,
    amounts: assessment?.amounts ?? {},
    provisional: assessment?.provisional ?? false,
  })

const assessed = ({ outcome, amounts, provisional }: Assessment) =>
  happened('dossier.assessed', { outcome, amounts, provisional })

const done = ({ after, events }: Step, first: Step['events']) =>
  ok({ after, events: [...first, ...events], answer: { dossier: after } })
