import type { PlanDue } from '#plans'
import { DRAFT, measurePage, PLAN, targetPage } from './words.ts'

/** Where what is due is done: a measure's page, a target's, the draft or the plan. */
export const dueAddress = ({ is, id }: PlanDue): string => {
  if (is === 'approval-awaited') return DRAFT
  if (is === 'value-awaited') return targetPage(id)
  return is === 'plan-missing' || is === 'plan-ends' ? PLAN : measurePage(id)
}
