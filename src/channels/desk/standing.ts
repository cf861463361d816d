import type { Status as Dossiers } from '#dossiers'
import { daysBetween, formatDay } from '#kernel'
import type { Status } from '#look'
import { CLOSED_WORDS } from './words.ts'

/** What a list and a screen both know of a dossier when they say where it stands. */
export type Stands = {
  status: Dossiers
  awaited: 'completion' | 'observations' | null
  /** The last day of the person's own delay; the day after, the dossier is the agents' again. */
  awaitedUntil: string | null
  /** The role that handles the stage; null while a robot does. */
  role: string | null
  assignee: string | null
  dueOn: string | null
}

/** The person's own delay still runs: nothing is to be done but wait. */
const isAwaited = ({ awaited, awaitedUntil }: Stands, today: string): boolean =>
  awaited !== null && (awaitedUntil === null || awaitedUntil >= today)

type Word = { status: Status; label: string }

/** Where a dossier stands, as a word and the status of the look. */
export const statusOf = (stands: Stands, today: string): Word => {
  const { status, awaited, role, assignee } = stands
  if (status === 'decided') return { status: 'done', label: CLOSED_WORDS.decided }
  if (status === 'withdrawn') return { status: 'stopped', label: CLOSED_WORDS.withdrawn }
  if (awaited && !isAwaited(stands, today)) return { status: 'new', label: 'Restée sans réponse' }
  if (awaited === 'completion') return { status: 'paused', label: 'Complément attendu' }
  if (awaited === 'observations') return { status: 'waiting', label: 'Observations attendues' }
  if (role === null) return { status: 'progress', label: 'Chez le robot' }
  return assignee === null
    ? { status: 'new', label: 'À prendre' }
    : { status: 'progress', label: 'À l’étude' }
}

/** Days until a due day, in words: « dans 3 jours », « en retard de 2 jours ». */
export const untilWords = (day: string, today: string): string => {
  const days = daysBetween(today, day)
  if (days === 0) return 'aujourd’hui'
  if (days === 1) return 'demain'
  if (days > 1) return `dans ${days} jours`
  return days === -1 ? 'en retard d’un jour' : `en retard de ${-days} jours`
}

export type Due = { day: string | null; words: string; late: boolean; soon: boolean }

/** How the delay to answer stands: suspended while the person is awaited, over once it is decided. */
export const dueOf = (stands: Stands, today: string): Due => {
  const { status, dueOn } = stands
  const none = { day: null, late: false, soon: false }
  if (status === 'decided' || status === 'withdrawn') return { ...none, words: 'terminé' }
  if (isAwaited(stands, today)) return { ...none, words: 'suspendu' }
  if (dueOn === null) return { ...none, words: 'sans échéance' }
  const days = daysBetween(today, dueOn)
  return { day: dueOn, words: untilWords(dueOn, today), late: days < 0, soon: days >= 0 && days <= 3 }
}

export const shortDay = (day: string): { text: string; machine: string } => ({ text: day, machine: day })
export const longDay = (day: string): { text: string; machine: string } => ({
  text: formatDay(day, 'fr'),
  machine: day,
})
