import { ok, refused } from '#kernel'
import { happened } from './events.ts'
import { verb } from './verb.ts'

/** Reading again for the same purpose within this time is the same reading. */
const SAME_READING_MS = 30 * 60_000
/** The purposes an agent can state; `other` comes with words of its own. */
export const PURPOSES = ['processing', 'information', 'supervision', 'other'] as const

/** The last readings kept in the dossier itself; the ledger keeps them all. */
const READINGS_KEPT = 50

/** An agent reads somebody's dossier: an act like another, with a purpose, that the person sees. */
export const read = verb({
  name: 'dossier.read',
  by: ['agent'],
  barred: (dossier) => (dossier.status === 'draft' ? refused('not-found') : null),
  perform(dossier, { purpose }: { purpose: string }, { now, actor }) {
    const stated = purpose
      .normalize('NFC')
      .replace(/\p{Cc}+/gu, ' ')
      .trim()
      .slice(0, 200)
      .toWellFormed()
    if (stated === '') return refused('purpose-missing')
    const same = dossier.readings.some(
      ({ by, purpose: earlier, at }) =>
        by === actor.id && earlier === stated && now.getTime() - Date.parse(at) < SAME_READING_MS,
    )
    if (same) return ok({ after: dossier, events: [], answer: { dossier } })
    const readings = [...dossier.readings, { by: actor.id, purpose: stated, at: now.toISOString() }].slice(
      -READINGS_KEPT,
    )
    const after = { ...dossier, readings }
    return ok({ after, events: [happened('dossier.read', { purpose: stated })], answer: { dossier: after } })
  },
})
