import { isPerson } from '#access'
import { type Circumstances } from '#acts'
import type { Dossier } from '#dossiers'
import { idOfKey, isId, isKey } from '#kernel'
import { type Actor, holderOf } from '#parties'
import { askToSignIn, notFound, type Visit } from './visit.ts'
import { to } from './paths.ts'

/** A dossier that the visitor may open, as they refer to it: by its id when it is theirs, by its key when they hold it. */
export type Opened = { ref: string; dossier: Dossier; here: Omit<Circumstances, 'now'> }

/**
 * The dossier of an address, or an answer already given: a visitor without a session is asked to sign in, and whoever
 * has no part in the dossier is told that there is none.
 */
export const openReference = async (visit: Visit): Promise<Opened | null> => {
  const ref = visit.params['ref']!
  const actor = actorFor(visit, ref)
  if (!actor) {
    if (isId(ref)) askToSignIn(visit, to('dossier', visit.language, { ref }))
    else notFound(visit)
    return null
  }
  const dossier = await visit.platform.dossiers.find(isKey(ref) ? idOfKey(ref) : ref, actor)
  if (!dossier) {
    notFound(visit)
    return null
  }
  return { ref, dossier, here: { actor, channel: 'portal', language: visit.language } }
}

const actorFor = (visit: Visit, ref: string): Actor | null => {
  if (isKey(ref)) return holderOf(idOfKey(ref))
  return isPerson(visit.visitor) ? visit.visitor : null
}
