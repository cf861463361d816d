import type { WorkItem } from './item.ts'

/** The agent’s question to the worklist. Everything is optional but whose work it is. */
export type WorklistQuery = {
  organisation: string
  roles: readonly string[]
  view: View
  /** The agent who asks: `mine` is theirs. */
  agent: string
  service?: string | undefined
  /** The keys (`matchKey`) of a number or of words of the applicant’s name, apart by a space: each has to be found. */
  search?: string | undefined
  sort: 'due' | 'filed' | 'applicant'
  /** The civil day, for what is late. */
  today: string
  limit: number
  offset: number
}

/** `todo`: open and mine or nobody’s; `late` is open and past its due day. */
export const VIEWS = ['todo', 'mine', 'unassigned', 'late', 'awaiting', 'all-open', 'closed'] as const
export type View = (typeof VIEWS)[number]

export type Worklist = {
  items: WorkItem[]
  count: number
  /** How many in each view, with the same service and search. */
  counts: Record<View, number>
}
