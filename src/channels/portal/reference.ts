import { isPerson } from '#access'
import { type Circumstances } from '#acts'
import type { Dossier } from '#dossiers'
import { idOfKey, isId, isKey } from '#kernel'
import { type Actor, holderOf } from '#parties'
import { askToSignIn, notFound, type Visit } from './visit.ts'
import { to } from './paths.ts'

/** A dossier as a visitor refers to it: by its id when it is theirs, by its key when they hold it. Not read yet. */
export type Reference = { ref: string; id: string; here: Omit<Circumstances, 'now'> }

/** A dossier that the visitor may open. */
export type Opened = Pick<Reference, 'ref' | 'here'> & { dossier: Dossier }

/**
 * What an address refers to and as whom, or an answer already given: a visitor without a session is asked to sign in.
 * Nothing is read: whether they have a part in it is for the act to say.
 */
export const referenceOf = (visit: Visit): Reference | null => {
  const ref = visit.params['ref']!
  const actor = actorFor(visit, ref)
  if (!actor) {
    if (isId(ref)) askToSignIn(visit, to('dossier', visit.language, { ref }))
    else notFound(visit)
    return null
  }
  const here = { actor, channel: 'portal', language: visit.language } as const
  return { ref, id: isKey(ref) ? idOfKey(ref) : ref, here }
}

/** The dossier of an address, or an answer already given: whoever has no part in it is told that there is none. */
export const openReference = async (visit: Visit): Promise<Opened | null> => {
  const reference = referenceOf(visit)
  if (!reference) return null
  const { ref, id, here } = reference
  const dossier = await visit.platform.dossiers.find(id, here.actor)
  if (!dossier) {
    notFound(visit)
    return null
  }
  return { ref, dossier, here }
}

const actorFor = (visit: Visit, ref: string): Actor | null => {
  if (isKey(ref)) return holderOf(idOfKey(ref))
  return isPerson(visit.visitor) ? visit.visitor : null
}

/** The dossier as it now is: somebody acted on it since it was opened. */
export const reopened = async (visit: Visit, opened: Opened): Promise<Opened> => {
  const dossier = await visit.platform.dossiers.find(opened.dossier.id, opened.here.actor)
  return { ...opened, dossier: dossier ?? opened.dossier }
}
