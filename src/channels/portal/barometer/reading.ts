import type { Definition, Figure, UnitKind } from '#barometer'
import {
  formatDay,
  formatNumber,
  formatPercent,
  formatShare,
  isId,
  type Language,
  numberOf,
  plural,
} from '#kernel'
import type { Status } from '#look'
import type { Platform } from '#web'
import { words } from './words.ts'

/** How a figure is read: its words, never its look. Every page of the barometer says the same of the same figure. */

export const shareWords = (share: number | null, language: Language, goal?: number): string =>
  share === null ? words[language].noFigure : formatShare(share, language, goal)

export const figureWords = (figure: Pick<Figure, 'value' | 'goal'>, language: Language): string =>
  shareWords(figure.value, language, figure.goal.share)

type Reading = keyof (typeof words)['fr']['status']

const readingOf = ({ state, goal }: Pick<Figure, 'state' | 'goal'>): Reading =>
  state === 'value' ? (goal.met ? 'met' : 'unmet') : state

const STATUS: Record<Reading, Status> = {
  met: 'done',
  unmet: 'progress',
  'no-data': 'waiting',
  'not-applicable': 'stopped',
}

export const statusOf = (
  figure: Pick<Figure, 'state' | 'goal'>,
  language: Language,
): { status: Status; label: string } => {
  const reading = readingOf(figure)
  return { status: STATUS[reading], label: words[language].status[reading] }
}

export const goalWords = ({ goal }: Pick<Figure, 'goal'>, language: Language): string => {
  const w = words[language]
  const share = formatPercent(goal.share, language)
  return goal.rule === 'over' ? w.goalOver(share) : w.goal(share)
}

export const unitWords = (unit: UnitKind, n: number, language: Language): string =>
  plural(n, language, words[language].units[unit])

type Counted = { numerator: number; denominator: number }

/** « 31 sur 50 services ». */
export const countWords = ({ numerator, denominator }: Counted, unit: UnitKind, language: Language): string =>
  words[language].ofUnits(
    formatNumber(numerator, language),
    formatNumber(denominator, language),
    unitWords(unit, denominator, language),
  )

/** Why there is no figure, in a sentence. */
export const whyNone = ({ target, state }: Pick<Figure, 'target' | 'state'>, language: Language): string => {
  const { whyNone: why } = words[language]
  return (state === 'no-data' ? why[target] : why[state]) ?? why['general']!
}

export const changeOf = (
  { change }: Pick<Figure, 'change'>,
  language: Language,
): { direction: 'up' | 'down' | 'same'; label: string } | null => {
  if (!change || change.points === null) return null
  const size = Math.round(Math.abs(change.points) * 10) / 10
  const points = Math.sign(change.points) * size
  const said = formatNumber(size, language)
  return {
    direction: points > 0 ? 'up' : points < 0 ? 'down' : 'same',
    label: words[language].change(points, said),
  }
}

/** The same in few words: « 12 mois jusqu’au 22 novembre 2026 ». */
export const monthsWords = (
  { period }: Pick<Figure, 'period'>,
  { months }: Pick<Definition, 'months'>,
  language: Language,
): string => words[language].months(months, formatDay(period.to, language))

export const periodWords = ({ period }: Pick<Figure, 'period'>, language: Language): string =>
  words[language].period(formatDay(period.from, language), formatDay(period.to, language))

/**
 * When a figure is called old. What happens on the platform is counted every day: a month without anything is worth a
 * word. What organisations declare comes by the quarter.
 */
export const STALE_AFTER_DAYS = { observed: 31, declared: 100 }

/** What nobody declares: it is seen on the platform. */
const OBSERVED = ['dossier-filed', 'dossier-finished', 'deadline', 'improvement']

export const staleAfter = ({ kinds }: Pick<Definition, 'kinds'>): number =>
  kinds.some((kind) => OBSERVED.includes(kind)) ? STALE_AFTER_DAYS.observed : STALE_AFTER_DAYS.declared

/** Why a figure is called old, or null while it is not. */
export const staleWords = (
  { state, dataDate }: Pick<Figure, 'state' | 'dataDate'>,
  definition: Pick<Definition, 'kinds'>,
  day: string,
  language: Language,
): string | null => {
  const most = staleAfter(definition)
  if (state !== 'value' || !dataDate || daysFrom(dataDate, day) <= most) return null
  return words[language].stale(formatDay(dataDate, language), most)
}

const daysFrom = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000

// ---- Names

export const organisationName = (
  { organisations, volumes }: Platform,
  id: string,
  language: Language,
): string => {
  if (id === '') return words[language].detail.mergedOrganisation
  const known = organisations.organisations.get(id)?.name[language]
  return known ?? volumes.names.nameOf('organisation', id, language) ?? id
}

/**
 * A service, `service/deadline`, an organisation, or an id of its own; nothing is what was merged upward. What has no name in
 * public, as a process, has a number that its organisation finds on its page.
 */
export const unitName = (platform: Platform, unit: string, language: Language): string => {
  if (unit === '') return words[language].detail.merged
  const [first, ...rest] = unit.split('/') as [string, ...string[]]
  const service = platform.catalogue.current(first)?.definition.words[language].name
  const name =
    service ??
    platform.organisations.organisations.get(first)?.name[language] ??
    platform.volumes.names.nameOf('service', first, language) ??
    (isId(first) ? numberOf(first) : first)
  return [name, ...rest].join(' · ')
}

/** The first few names, then how many others: a card has no room for forty. */
export const someNames = (names: readonly string[], language: Language, most = 2): string => {
  const list = new Intl.ListFormat(language, { type: 'conjunction' })
  if (names.length <= most + 1) return list.format(names)
  return list.format([...names.slice(0, most), words[language].others(names.length - most)])
}
