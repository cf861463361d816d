import { type Consultation, standingOn } from '#consultations'
import { dayOf } from '#kernel'
import type { Shown, Visit } from '../visit.ts'
import { showAlike } from '../kept.ts'
import { crumbsOf } from './reading.ts'

/** A page of one consultation: `here` is its name in the trail, absent on the consultation’s own page. */
export type OfOne = Omit<Shown, 'breadcrumbs'> & { here?: string }

/** Shows a page of the consultation that the address names, the same to everybody; what is not public yet is not there. */
export const showOne = (visit: Visit, make: (consultation: Consultation) => Promise<OfOne> | OfOne) =>
  showAlike(visit, async () => {
    const consultation = await publicOne(visit)
    if (!consultation) return null
    const { here, ...shown } = await make(consultation)
    return { current: 'consultations', ...shown, breadcrumbs: crumbsOf(visit, consultation, here) }
  })

/** The consultation of this address; null for one that nobody has registered, or not yet. */
export const publicOne = async ({ platform, params }: Visit): Promise<Consultation | null> => {
  const found = await platform.consultations.find(params['consultation']!)
  return found && found.state !== 'draft' ? found : null
}

export const today = ({ platform }: Visit): string => dayOf(platform.clock())

export const standingHere = (visit: Visit, consultation: Consultation) => {
  const standing = standingOn(consultation, today(visit))
  if (standing === 'draft') throw new Error('a draft was shown')
  return standing
}
