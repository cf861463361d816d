import { monthEnds } from './days.ts'
import type { Definition } from './definition.ts'
import { DEFINITIONS, inForceOn } from './definitions.ts'
import type { Point, Series } from './figure.ts'
import { figuresOf, pointOf, unitsOn } from './figures.ts'
import { foldAll, type History } from './history.ts'
import type { MeasureKind } from './measure.ts'
import { needStatesOn } from './needs.ts'
import { release } from './release.ts'
import type { Part } from './store.ts'

/** The month ends that a trend shows. */
export const TREND_MONTHS = 24

/** What may be shown of a history on a day: the very measures that a publication of that day holds, folded again. */
const shownOn = (history: History, day: string, definitions: readonly Definition[]): History =>
  foldAll(release(history, day, definitions).measures)

/** The figures and units of one day, as they are shown: every organisation's, and '' for all together. */
export const partsOn = (history: History, day: string, definitions = DEFINITIONS): Part[] => {
  const inForce = inForceOn(day, definitions)
  const shown = shownOn(history, day, inForce)
  return inForce.flatMap((definition) => partsFrom(shown, day, definition))
}

/** Those of one target alone, from what it reads and nothing else: the same, and quicker when little has changed. */
export const partsOfTarget = (history: History, day: string, definition: Definition): Part[] =>
  partsFrom(shownOn(readBy(definition, history), day, [definition]), day, definition)

/** Who there is, what they answer for and what was left out: every target reads it besides what it counts. */
const ALWAYS_READ: readonly MeasureKind[] = ['organisation', 'service', 'exclusion']

export const reads = ({ kinds }: Definition, kind: MeasureKind): boolean =>
  kinds.includes(kind) || ALWAYS_READ.includes(kind)

const readBy = (definition: Definition, history: History): History => ({
  ...history,
  kinds: new Map([...history.kinds].map(([kind, its]) => [kind, reads(definition, kind) ? its : new Map()])),
})

const partsFrom = (shown: History, day: string, definition: Definition): Part[] => [
  ...[...figuresOf(definition, shown, day)].map(([organisation, figure]) =>
    partOf(definition, organisation ?? '', 'figure', figure),
  ),
  ...unitsOn(definition, shown, day).map((unit) =>
    partOf(definition, '', `unit ${unit.organisation} ${unit.unit}`, unit),
  ),
  ...(definition.target === ONCE_ONLY
    ? [partOf(definition, '', 'needs', needStatesOn(shown, day, definition.months))]
    : []),
]

const ONCE_ONLY = 4

const partOf = ({ target }: Definition, organisation: string, part: string, body: unknown): Part => ({
  organisation,
  target,
  part,
  body: JSON.stringify(body),
})

/** A point of every series at one month end: by target, version, and organisation ('' for all together). */
export type TrendPoint = { target: number; version: number; organisation: string; point: Point }

/** Under every version of every definition, so that where one begins both can be compared. */
export const pointsAt = (history: History, day: string, definitions = DEFINITIONS): TrendPoint[] => {
  const shown = shownOn(history, day, definitions)
  return definitions.flatMap((definition) =>
    [...figuresOf(definition, shown, day)].map(([organisation, figure]) => ({
      target: definition.target,
      version: definition.version,
      organisation: organisation ?? '',
      point: pointOf(figure, day),
    })),
  )
}

export const trendDays = (day: string): string[] => monthEnds(day, TREND_MONTHS)

/** The series of every target and organisation, from their points in the order of days. */
export const seriesParts = (
  points: readonly TrendPoint[],
  day: string,
  definitions = DEFINITIONS,
): Part[] => {
  const inForce = new Set(inForceOn(day, definitions))
  const found = new Map<string, { target: number; organisation: string; series: Map<number, Point[]> }>()
  for (const { target, organisation, version, point } of points) {
    const key = `${target} ${organisation}`
    const its = found.get(key) ?? { target, organisation, series: new Map<number, Point[]>() }
    found.set(key, its)
    its.series.set(version, [...(its.series.get(version) ?? []), point])
  }
  return [...found.values()].map(({ target, organisation, series }) => ({
    organisation,
    target,
    part: 'series',
    body: JSON.stringify(
      [...series]
        .toSorted(([a], [b]) => a - b)
        .map(([version, its]): Series => {
          const definition = definitions.find((one) => one.target === target && one.version === version)!
          return { version, from: definition.from, inForce: inForce.has(definition), points: its }
        }),
    ),
  }))
}

/** Which definitions there are, in one text: figures of other ones are computed anew. */
export const signatureOf = (definitions: readonly Definition[]): string =>
  definitions.map(({ target, version, from }) => `${target}.${version}@${from}`).join(' ')
