import type { Channel, Party } from '#acts'
import type { CompiledVersion } from '#catalogue'
import type { Language } from '#kernel'
import type { Known } from '#registries'
import type { Assessment } from '#rules'

/**
 * A dossier: one person's use of one version of one service, whatever the channel. Pinned to its version; its values
 * are told apart by where they come from (`known` from registries, `answers` from the person), so that every reader
 * can say which is which.
 */
export type Dossier = {
  id: string
  /** Events so far. */
  revision: number
  service: string
  version: number
  /** The version it is pinned to, ready to run; not part of what is stored. */
  pinned: CompiledVersion
  /** The competent authority, which answers for it. */
  organisation: string
  status: Status
  parties: Party[]
  channel: Channel
  language: Language
  /** The number a person reads aloud. */
  number: string
  /** What registries answered, by need. */
  known: Record<string, Known>
  /** What the person says is wrong about a known fact, by need. */
  contested: Record<string, { reason: string; at: string }>
  /** What the person answered, by need. The answer of a need that is hidden stays here, neither checked nor sent. */
  answers: Record<string, unknown>
  openedAt: string
  updatedAt: string
  filing: Filing | null
  /** The stage of the service's path where it stands. */
  stage: string | null
  /** The last day to answer, while the delay runs. */
  dueOn: string | null
  /** The person is awaited: the delay does not run. */
  awaited: Awaited | null
  assignee: string | null
  /** The robot's last computation: the explanation a person reads. */
  assessment: Assessment | null
  /** Why a robot could not conclude, in a code the desk words. */
  doubt: Doubt | null
  intention: Intention | null
  /** What the person wrote: with a completion, on an intention. */
  observations: { text: string; at: string }[]
  /** What the organisation wrote to the person, besides decisions: it stays when it was answered. */
  messages: Message[]
  /** Decisions in order; the last one holds. A review adds one, it erases none. */
  decisions: Decision[]
  review: { reason: string; at: string } | null
  /** The decisions that were printed and mailed, by their place from 1; none where nothing was. */
  letters?: { decision: number; by: string; at: string }[]
  readings: Reading[]
}

export type Status = 'draft' | 'in-progress' | 'awaiting-person' | 'decided' | 'withdrawn'

export type Filing = {
  /** The idempotency key the form carried. */
  key: string
  /** SHA-256 of the canonical content: what was filed, and nothing else. */
  digest: string
  at: string
  /** Compact JWS, `typ: receipt+jws`. */
  receipt: string
  /** The recorded state of every need and of every asked field, at filing and in what was completed since. */
  states: Record<string, NeedState>
  /** What was filed: the value of each need in force at that moment. */
  values: Record<string, unknown>
}

/** How a need was met. Every need of a filed dossier that was in force ends in exactly one. */
export type NeedState =
  | 'fetched'
  | 'contested'
  | 'reused'
  | 'derived'
  | 'asked-not-held'
  | `asked-though-held:${'unavailable' | 'justified'}`
  | 'uploaded-though-held'

/** Why a robot handed a dossier over to a human. */
export type Doubt = { code: 'rules-inconclusive' | 'robot-failed'; details: string }

export type Awaited =
  | { for: 'completion'; since: string; until: string; message: string; needs: string[] }
  | { for: 'observations'; since: string; until: string }

export type Message = { about: 'completion' | 'intention'; text: string; by: string; at: string }

export type Intention = { decision: string; reason: string; by: string; at: string; until: string }

export type Decision = {
  /** The stage of the path that it is. */
  decision: string
  favourable: boolean
  /** Read by the person; empty when the robot's explanation says it. */
  reason: string
  automated: boolean
  by: string
  at: string
  /** Cents, by name. */
  amounts: Record<string, number>
  /** A figure it rests on is provisional. */
  provisional: boolean
  /** The last day to ask for a review. */
  reviewUntil: string | null
}

/** Somebody of the organisation read it, for a purpose that the person can see. */
export type Reading = { by: string; purpose: string; at: string }

export const lastDecision = (dossier: Dossier): Decision | null => dossier.decisions.at(-1) ?? null

export const isOpen = (dossier: Dossier): boolean =>
  dossier.status === 'in-progress' || dossier.status === 'awaiting-person'

export const applicantOf = (dossier: Dossier): string | null =>
  dossier.parties.find((party) => party.role === 'applicant')?.person ?? null

/** What every signed statement says it is about. */
export const subjectOf = ({ id, number, service, version, organisation }: Dossier) => ({
  dossier: id,
  number,
  service,
  version,
  organisation,
})

/** What a signed decision says: which one, on what, when, by software or not, for how much; no name and no answer. */
export const decisionStatement = (dossier: Dossier): Record<string, unknown> | null => {
  const last = lastDecision(dossier)
  if (!last) return null
  const { decision, favourable, automated, at, amounts, provisional } = last
  return {
    ...subjectOf(dossier),
    decision,
    favourable,
    automated,
    decidedAt: at,
    amounts,
    provisional,
  }
}
