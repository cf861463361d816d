import type { Happening } from '#acts'
import { dayOf } from '#kernel'
import type { PlanEvent } from './events.ts'
import type { Plan } from './plan.ts'
import { standingOn } from './standing.ts'

export type Happens = Happening & { kind: PlanEvent }

export const happens = (kind: PlanEvent, body: Record<string, unknown>): Happens => ({ kind, body })

/** The plan after an act, and what target 6 has to be told of it: nothing unless what it counts has changed. */
export const telling = (plan: Plan, now: Date): { after: Plan; events: Happens[] } => {
  const day = dayOf(now)
  const { inForce, evidence } = standingOn(plan, day)
  const { told, organisation } = plan
  if (told.inForce === inForce && told.evidence === evidence) return { after: plan, events: [] }
  const revision = told.revision + 1
  const measure = { organisation, inForce, measuresWithEvidence: evidence, revision }
  return {
    after: { ...plan, told: { inForce, evidence, revision } },
    events: [{ ...happens('plan.changed', { day }), measure }],
  }
}
