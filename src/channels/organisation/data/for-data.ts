import type { FastifyReply } from 'fastify'
import type { Handler, Visit } from '#desk'
import { none, type Html } from '#html'
import { type Faults, notice } from '#look'
import { type Dataset, type FieldFault, type OpenDataRefusal, sayFinding } from '#opendata'
import { sendOrganisationNotFound } from '../frame.ts'
import { FAULTS, REFUSALS, words } from './words.ts'

/** One request for a page of the inventory: everybody of the organisation reads it, those who keep its data change it. */
export type DataVisit = Visit & { mayWrite: boolean }

export const forData =
  (handler: (visit: DataVisit) => Promise<FastifyReply>): Handler =>
  (visit) =>
    handler({ ...visit, mayWrite: visit.platform.opendata.isKeeper(visit.agent) })

export type DatasetVisit = DataVisit & { dataset: Dataset }

/** The same about one dataset of the agent's organisation. */
export const forDataset = (handler: (visit: DatasetVisit) => Promise<FastifyReply>): Handler =>
  forData(async (visit) => {
    const dataset = await visit.platform.opendata.find(visit.params['id'] ?? '')
    if (dataset?.organisation !== visit.agent.organisation) return sendOrganisationNotFound(visit, 'data')
    return handler({ ...visit, dataset })
  })

/** What was just done, as the address says. */
export const said = ({ query }: Visit): Html => {
  const asked = query.get('fait') ?? ''
  return Object.hasOwn(words.done, asked)
    ? notice({ language: 'fr', tone: 'success', body: words.done[asked]!, live: true })
    : none
}

export type Refused = {
  refusal: OpenDataRefusal | 'not-found' | 'evidence-not-stored'
  details: Record<string, unknown>
}

/** A refusal in words, with what was found where something was read. */
export const sentenceOf = ({ refusal, details }: Refused): string => {
  const { code, details: found } = details
  if (typeof code !== 'string') return REFUSALS[refusal]
  return `${REFUSALS[refusal]} ${sayFinding({ code, details: (found ?? {}) as Record<string, string | number> }, 'fr')}`
}

/** Each fault at its field; a refusal that is about none of them at the one that is named. */
export const faultsOf = (
  refused: Refused,
  otherwise: string,
  renamed: Record<string, string> = {},
): Faults => {
  const { refusal, details } = refused
  if (refusal !== 'fields-wrong') return { [otherwise]: sentenceOf(refused) }
  const faults = details['faults'] as Record<string, FieldFault>
  return Object.fromEntries(
    Object.entries(faults).map(([field, fault]) => [renamed[field] ?? field, FAULTS[fault]]),
  )
}
