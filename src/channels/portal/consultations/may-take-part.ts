import { isPerson } from '#access'
import { type Consultation, takesPart } from '#consultations'
import type { Person } from '#parties'
import { to } from '../paths.ts'
import { notFound, redirect, type Visit } from '../visit.ts'
import { publicOne, today } from './one-page.ts'
import { signInHere } from './support-part.ts'

/** Somebody who takes part in a consultation that is open to it today. */
export type TakingPart = { consultation: Consultation; person: Person }

/**
 * Who takes part and in what. Null when the answer is sent already: nowhere to take part, the consultation’s own page when
 * its days are over, the way to sign in for a stranger.
 */
export const mayTakePart = async (
  visit: Visit,
  means: 'online-contributions' | 'online-questionnaire',
  here: string,
): Promise<TakingPart | null> => {
  const consultation = await publicOne(visit)
  if (!consultation) notFound(visit)
  else if (!takesPart(consultation, means, today(visit)))
    redirect(visit, to('consultation', visit.language, { consultation: consultation.id }))
  else if (!isPerson(visit.visitor)) redirect(visit, signInHere(visit.language, here))
  else return { consultation, person: visit.visitor }
  return null
}
