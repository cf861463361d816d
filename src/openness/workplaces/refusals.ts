/** Why a declaration of workplaces is refused. docs/refusals.md comes from here. */
export const REFUSALS = {
  'planner-needed': 'only an agent of the organisation with the role `planification` declares its workplaces',
  'unit-unknown': 'the organisation has no such unit',
  'quarter-unknown': 'the quarter is not written as 2026-Q3, or is more than two years back',
  'quarter-not-over': 'the quarter is not over yet: what is declared is how things stood on its last day',
  'number-malformed': 'each number is a whole number, from 0 to 1,000,000',
  nobody: 'a unit that declares has at least one employee; one that has none is closed',
  'more-than-employees': 'more employees have an element than there are employees',
  'whole-too-many': 'more employees have everything than have one of the five elements',
  'whole-too-few': 'so many have each of the five that more employees must have them all',
  'changed-elsewhere': 'the same quarter was declared elsewhere since the form was shown',
} as const

export type WorkplaceRefusal = keyof typeof REFUSALS
