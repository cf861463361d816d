import { filesOf } from '#catalogue'
import type { Dossier } from '#dossiers'
import { readEvidence } from '#documents'
import { sendFile } from '#web'
import { openReference } from './reference.ts'
import { notFound, type Visit } from './visit.ts'

/** A file of the person’s own dossier, downloaded under the name they gave it: never opened as a page of ours. */
export const evidence = async (visit: Visit) => {
  const opened = await openReference(visit)
  if (!opened) return visit.reply
  const file = fileOf(opened.dossier, visit.params['digest']!)
  const content = file && (await readEvidence(visit.platform.db, file.digest))
  if (!content) return notFound(visit)
  return sendFile(visit.reply, 'attachment', file.name, content)
}

/** Only what the dossier itself names: a digest opens nothing by itself. */
const fileOf = (dossier: Dossier, digest: string) =>
  dossier.pinned.definition.needs
    .flatMap((need) => [...filesOf(need, dossier.answers[need.id]).values()].flat())
    .find((file) => file.digest === digest)
