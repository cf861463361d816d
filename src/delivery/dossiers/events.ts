import type { Happening } from '#acts'

/**
 * What can happen to a dossier, and what the event says. No event carries an answer, a name or a free text of the
 * person: those stay in the dossier, where they can be erased. `docs/events.md` is generated from here.
 */
export const EVENTS = {
  'dossier.opened': '{ service, version, organisation, channel, language }',
  'fact.consulted': '{ need, registry, fact, status, purpose }: a registry was asked, and what it answered',
  'dossier.answered': '{ needs }: which needs were answered or changed',
  'fact.contested': '{ need, registry, fact }: the person says that it is wrong',
  'fact.restored': '{ need, registry, fact }: the person takes the contest back',
  'dossier.filed':
    '{ service, version, number, digest, attachments, states }: acknowledged, with the state of each need',
  'dossier.assessed': '{ outcome, amounts, provisional }: a robot applied the rules',
  'dossier.escalated': '{ code }: a robot handed it over to a human',
  'dossier.moved': '{ stage, dueOn }: it reached a stage of its path',
  'dossier.assigned': '{ agent }: who has it; null when nobody',
  'completion.requested': '{ needs, until }: the delay is suspended',
  'dossier.completed': '{ needs, dueOn }: the person answered; the delay runs again',
  'intention.announced': '{ decision, until }: an unfavourable decision is intended',
  'observations.received': '{}: the person answered the intention',
  'dossier.decided': '{ decision, favourable, automated, amounts, provisional }',
  'letter.printed':
    '{ organisation, service, decision }: an agent printed and mailed the decision that holds',
  'review.requested': '{ automated }: the person asks a human to look again',
  'dossier.withdrawn': '{}',
  'dossier.read': '{ purpose }: an agent read it',
} as const

export type DossierEvent = keyof typeof EVENTS

/** What happened, as a verb writes it, and what it counts for. */
export const happened = (
  kind: DossierEvent,
  body: Record<string, unknown> = {},
  measure: Happening['measure'] = null,
): Happening => ({ kind, body, measure })
