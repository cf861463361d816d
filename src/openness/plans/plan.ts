import type { Subject } from '#acts'
import { idFrom, type Text } from '#kernel'

/** The roles of an organisation's agents who write its plan, and who approve it. */
export const PLANNER = 'planification'
export const DIRECTION = 'direction'

/** What a measure may cost, in all: a class, so that a plan is public before its contracts are. Dollars. */
export const BUDGETS = [
  'own-resources',
  'under-25k',
  '25k-100k',
  '100k-500k',
  '500k-2m',
  '2m-10m',
  'over-10m',
] as const
export type Budget = (typeof BUDGETS)[number]

/** Where a measure stands. Only `in-operation` counts with its evidence (target 6). */
export const STATES = ['planned', 'under-way', 'in-operation', 'done', 'dropped'] as const
export type State = (typeof STATES)[number]

/** What a value of an own target is measured over. */
export const PERIODS = ['month', 'quarter', 'half-year', 'year'] as const
export type Period = (typeof PERIODS)[number]

export const RULES = ['over', 'at-least'] as const
export type Rule = (typeof RULES)[number]

/** A measure of a plan. English may be empty: the French is then shown to everybody. Days are civil days. */
export type Measure = {
  id: string
  title: Text
  description: Text
  /** A role or a unit, never a person. */
  owner: Text
  start: string
  end: string
  budget: Budget
  /** The measures of the plan that must come before, by their ids. */
  after: string[]
  /** The strategy's targets that it serves, 1 to 10. */
  serves: number[]
}

/** A target of the organisation's own, in the form of the barometer's: a share, over a period, to be reached. */
export type OwnTarget = {
  id: string
  wording: Text
  /** What is counted: « demandes ». */
  unit: Text
  rule: Rule
  /** To be reached, 0 to 1. */
  share: number
  period: Period
}

/** What is approved: all of it, and nothing else. */
export type Content = {
  title: Text
  summary: Text
  from: string
  until: string
  measures: Measure[]
  targets: OwnTarget[]
}

/** A part of a draft: `revision` grows with each change; one that is removed can be taken back. */
export type Drafted<T> = T & { revision: number; removed: boolean }

export type Draft = Omit<Content, 'measures' | 'targets'> & {
  revision: number
  measures: Drafted<Measure>[]
  targets: Drafted<OwnTarget>[]
}

export type Approval = { by: string; at: string }

/** The last draft that ended: its mark then (`markOf`), and whether it was discarded rather than approved. */
export type Ended = { mark: number; discarded: boolean }

/** A draft handed to the direction. The digest binds it: what changes is no longer what was approved. */
export type Proposal = Approval & { digest: string; approvals: Approval[] }

export type SentBack = Approval & { reason: string }

/** A plan as two of direction approved it, for good. */
export type Version = Content & {
  number: number
  digest: string
  submitted: Approval
  approvals: Approval[]
  adoptedAt: string
  /** The day from which it rules: of its approval, or its first day if that is later. */
  inForceFrom: string
}

export type StoredFile = { digest: string; type: string; size: number; name: string }

/** What an evidence is: an address that anyone can open, or a file that anyone can download. */
export type Proof = { href: string } | { file: StoredFile }

/** What was told of a version's measures and targets, one thing at a time; nothing is told over. */
export type Progress = Approval & { id: string } & (
    | { is: 'state'; measure: string; state: State; reason: string }
    | { is: 'evidence'; measure: string; day: string; says: string; proof: Proof }
    | { is: 'evidence-withdrawn'; measure: string; evidence: string; reason: string }
    | { is: 'value'; target: string; day: string; numerator: number; denominator: number }
  )

export type Evidence = Extract<Progress, { is: 'evidence' }>
export type Value = Extract<Progress, { is: 'value' }>

/** What was last told to the barometer. */
export type Told = { inForce: boolean; evidence: number; revision: number }

/** An organisation's plan: its draft, its versions, and what was told since. */
export type Plan = Subject & {
  draft: Draft | null
  proposal: Proposal | null
  sentBack: SentBack | null
  ended: Ended
  told: Told
  /** The oldest first. */
  versions: readonly Version[]
  /** In the order in which it was told. */
  progress: readonly Progress[]
}

export const NONE_ENDED: Ended = { mark: 0, discarded: false }

export const planIdOf = (organisation: string): string => idFrom(`parvis plan ${organisation}`)

export const emptyPlan = (organisation: string): Plan => ({
  id: planIdOf(organisation),
  revision: 0,
  organisation,
  parties: [],
  draft: null,
  proposal: null,
  sentBack: null,
  ended: NONE_ENDED,
  told: { inForce: false, evidence: 0, revision: 0 },
  versions: [],
  progress: [],
})

export const MOST = {
  measures: 80,
  targets: 20,
  title: 160,
  owner: 120,
  description: 2_000,
  reason: 1_000,
  says: 400,
  href: 500,
  /** Things told of one measure or one target: far more than anybody tells in a plan's life. */
  told: 200,
} as const
