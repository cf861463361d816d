import type { Happening, Subject } from '#acts'
import type { ProcessEvent } from './events.ts'

/** The six stages of target 9, in the order in which they usually come. */
export const STAGES = ['request', 'evidence', 'handling', 'decision', 'delivery', 'archive'] as const
export type Stage = (typeof STAGES)[number]

/** Where paper is in a step. */
export const PAPERS = ['none', 'enters', 'handled', 'leaves', 'archived'] as const
export type Paper = (typeof PAPERS)[number]

/** What keeps the paper of a step: articles of law, a system, a habit. */
export const OBSTACLES = ['law', 'system', 'habit'] as const
export type ObstacleKind = (typeof OBSTACLES)[number]

export type Step = {
  id: string
  stage: Stage
  what: string
  paper: Paper
  /** In words; `law` comes with its articles. Empty where nothing of that kind keeps it. */
  obstacles: Record<ObstacleKind, string>
  articles: string[]
}

/** A service that the process is done through; `until` is its last day there, null while it is. */
export type Tie = { service: string; until: string | null }

/** Paper that was met, where its services run here, in the last twelve months. */
export type Seen = { stage: Stage; last: string; times: number }

/** What was last said of it for the barometer. */
export type SaidVerdict = {
  paper: 'none' | 'some' | 'archived'
  observed: boolean
  revision: number
  at: string
}

/**
 * An administrative process, as its organisation describes it, and as it is observed where it runs here
 * (docs/decisions/0036-paper-declared-and-observed.md).
 */
export type Process = Subject & {
  status: 'active' | 'archived'
  name: string
  /** The id of its unit. */
  unit: string
  ties: Tie[]
  steps: Step[]
  /** The stages that it does not have. */
  absent: Stage[]
  /** What its paper costs in a year, where it is known. */
  pages: number | null
  hours: number | null
  said: SaidVerdict | null
  addedAt: string
  changedAt: string
  by: string
  /** Observed here in the last twelve months; read with it, never written with it. */
  seen: readonly Seen[]
}

export const serviceOf = ({ ties }: Pick<Process, 'ties'>): string | null =>
  ties.find(({ until }) => until === null)?.service ?? null

/** The stages of which nothing is said yet. */
export const undescribed = ({ steps, absent }: Pick<Process, 'steps' | 'absent'>): Stage[] =>
  STAGES.filter((stage) => !absent.includes(stage) && !steps.some((step) => step.stage === stage))

/**
 * What the description says. Paper in one step is paper, however little else is described; its absence is said only once
 * all six stages are: a process of which nothing is said has nothing to be counted.
 */
export const declaredPaper = (process: Pick<Process, 'steps' | 'absent'>): 'none' | 'some' | null => {
  if (process.steps.some(({ paper }) => paper !== 'none')) return 'some'
  return process.steps.length > 0 && undescribed(process).length === 0 ? 'none' : null
}

/** Whether what is observed denies what is declared. */
export const isContradicted = (process: Process): boolean =>
  process.seen.length > 0 && declaredPaper(process) === 'none'

type Verdict = { paper: 'none' | 'some'; observed: boolean }

/**
 * The verdict that follows from the description and from what was observed; null when nothing can be said. Once a process
 * was observed it is observed for good: a later description stands beside what is seen, it does not replace it.
 */
export const verdictOf = (process: Process): Verdict | null => {
  const isSeen = process.seen.length > 0
  const declared = declaredPaper(process)
  if (!isSeen && !declared) return null
  return { paper: isSeen ? 'some' : declared!, observed: isSeen || (process.said?.observed ?? false) }
}

export const happened = (
  kind: ProcessEvent,
  body: Record<string, unknown> = {},
  measure: Happening['measure'] = null,
): Happening => ({ kind, body, measure })

/** The process after an act, with what the act made happen, and with what is said of it if that changed. */
export const judged = (
  process: Process,
  now: Date,
  events: Happening[],
): { after: Process; events: Happening[] } => {
  const { said, organisation, id } = process
  const verdict =
    process.status === 'active' ? verdictOf(process) : said && { ...said, paper: 'archived' as const }
  if (!verdict || (said && said.paper === verdict.paper && said.observed === verdict.observed))
    return { after: process, events }
  const revision = (said?.revision ?? 0) + 1
  const because = process.seen.length > 0 ? 'observed' : 'declared'
  const { paper, observed } = verdict
  const recorded = happened(
    'process.recorded',
    { paper, because },
    { organisation, process: id, paper, observed, revision },
  )
  return {
    after: { ...process, said: { paper, observed, revision, at: now.toISOString() } },
    events: [...events, recorded],
  }
}
