import { type Need, needOf } from '#catalogue'
import { MOST_CHARACTERS } from '#dossiers'

/** A text that a page of the portal asks for itself (a reason, observations), drawn like the needs of services. */
export const reasonNeed = (id: string, { optional = false } = {}): Need =>
  needOf(id, 'long-text', { most: MOST_CHARACTERS, optional })
