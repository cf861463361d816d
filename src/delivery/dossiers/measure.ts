import type { Dossier, NeedState } from './dossier.ts'

/**
 * What a dossier’s events count for, from closed lists only: whose service, by which channel, and the states of needs. No
 * person, no number and no text, since a measure is published and outlives the content of its event.
 */
export const measureOf = ({ organisation, service, channel }: Dossier) => ({ organisation, service, channel })

/**
 * A decision finishes a dossier once: a review adds a decision, it does not make a second use of the service. The first
 * one says how each need was met, at any step so far.
 */
export const measureOfDecision = (dossier: Dossier, favourable: boolean) => {
  const first = dossier.decisions.length === 0
  const needs: Record<string, NeedState> = first ? (dossier.filing?.states ?? {}) : {}
  return { ...measureOf(dossier), favourable, first, ...(first ? { needs } : {}) }
}
