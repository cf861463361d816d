import { type Dossier, lastDecision } from '#dossiers'
import type { Language } from '#kernel'
import type { Status as Mark } from '#look'
import { words } from './words.ts'

/** Where a request stands, as its person reads it: a word, an icon and a colour. */
export const statusOf = (dossier: Dossier, language: Language): { status: Mark; label: string } => {
  const w = words[language].status
  switch (dossier.status) {
    case 'draft':
      return { status: 'draft', label: w.draft }
    case 'in-progress':
      return { status: 'progress', label: dossier.review ? w.review : w.progress }
    case 'awaiting-person':
      return { status: 'waiting', label: w.awaiting }
    case 'withdrawn':
      return { status: 'stopped', label: w.withdrawn }
    case 'decided':
      return lastDecision(dossier)?.favourable
        ? { status: 'done', label: mayRefuse(dossier) ? w.favourable : w.answered }
        : { status: 'stopped', label: w.unfavourable }
  }
}

/** « Acceptée » means something only where a refusal was possible: a report of a hole is answered. */
const mayRefuse = ({ pinned }: Dossier): boolean =>
  Object.values(pinned.definition.path).some(
    (stage) => 'decision' in stage && stage.decision === 'unfavourable',
  )
