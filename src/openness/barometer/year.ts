import { type Clock, type Database, dayOf, type Queries } from '#kernel'
import { broughtUp } from './board.ts'
import type { Definition } from './definition.ts'
import { DEFINITIONS, inForceOn, versionsOf } from './definitions.ts'
import type { Figure, Unit } from './figure.ts'
import { figuresOf, unitsOn } from './figures.ts'
import { foldAll, type History } from './history.ts'
import { release } from './release.ts'
import { atOneMoment, keepYearParts, stateOf, yearParts } from './store.ts'
import { dayByHour } from './subscriber.ts'

/** The figures of a day that is past, as they would be published: of everybody, of each organisation, and their units. */
export type PastFigure = {
  day: string
  /** How many events they were computed from. */
  head: number
  figure: Figure
  organisations: Figure[]
  units: Unit[]
}

/** What is asked: a target on a day, under a version of its definition; the one that rules today when none is said. */
export type Asked = { target: number; day: string; version?: number | undefined }

/** Figures of any day, from the cells as they are now; null of a target or a version that there is not. Nothing is written. */
export const figureOn = (
  db: Database,
  clock: Clock,
  { target, day, version }: Asked,
): Promise<PastFigure | null> =>
  db.transaction(async (tx) => {
    const definition =
      version === undefined
        ? inForceOn(dayOf(clock())).find((one) => one.target === target)
        : versionsOf(target).find((one) => one.version === version)
    if (!definition) return null
    await atOneMoment(tx)
    const { history, head } = await historyNow(tx)
    return pastFigure(history, head, day, definition)
  })

const historyNow = async (tx: Queries): Promise<{ history: History; head: number }> => {
  const state = (await stateOf(tx)) ?? { epoch: '', head: 0 }
  return broughtUp(tx, null, state, dayByHour())
}

/** Released first, as every figure that is shown. */
export const pastFigure = (
  history: History,
  head: number,
  day: string,
  definition: Definition,
): PastFigure => {
  const shown = foldAll(release(history, day, [definition]).measures)
  const figures = figuresOf(definition, shown, day)
  return {
    day,
    head,
    figure: figures.get(null)!,
    organisations: [...figures].flatMap(([organisation, figure]) => (organisation === null ? [] : [figure])),
    units: unitsOn(definition, shown, day),
  }
}

/** The targets that an inventory tells of. */
export const YEAR_TARGETS = [2, 8] as const

/** Computes and keeps the figures of years that were taken over; pages show them as history. */
export const keepYears = (db: Database, clock: Clock, days: readonly string[]): Promise<void> =>
  db.transaction(async (tx) => {
    if (days.length === 0) return
    await atOneMoment(tx)
    const { history, head } = await historyNow(tx)
    for (const day of days)
      for (const target of YEAR_TARGETS) {
        const definition = inForceOn(dayOf(clock())).find((one) => one.target === target)!
        await keepYearParts(tx, partsOf(pastFigure(history, head, day, definition)))
      }
  })

const partsOf = ({ day, head, figure, organisations, units }: PastFigure) => {
  const of = { day, target: figure.target, version: figure.definition.version, head }
  return Object.entries({ figure, organisations, units }).map(([part, its]) => ({
    ...of,
    part,
    body: JSON.stringify(its),
  }))
}

/** A year's figure of everybody: its organisations and units, which may be thousands, are read apart. */
export type YearFigure = Pick<PastFigure, 'day' | 'head' | 'figure'>

/** Of all years, the newest first, or of one. */
export const readYears = async (db: Queries, day: string | null = null): Promise<YearFigure[]> =>
  (await yearParts(db, 'figure', day)).map(({ body, ...of }) => ({
    day: of.day,
    head: of.head,
    figure: JSON.parse(body) as Figure,
  }))

const readPart = async <T>(db: Queries, part: string, day: string, target: number): Promise<T[]> => {
  const found = (await yearParts(db, part, day)).find((one) => one.target === target)
  return found ? (JSON.parse(found.body) as T[]) : []
}

export const readYearOrganisations = (db: Queries, day: string, target: number): Promise<Figure[]> =>
  readPart(db, 'organisations', day, target)

export const readYearUnits = (db: Queries, day: string, target: number): Promise<Unit[]> =>
  readPart(db, 'units', day, target)

/** Computed again from what the events said by then: the version that a kept figure names, whatever rules now. */
export const yearAgain = (history: History, { head, day, figure }: YearFigure): PastFigure => {
  const definition = DEFINITIONS.find(
    ({ target, version }) => target === figure.target && version === figure.definition.version,
  )!
  return pastFigure(history, head, day, definition)
}
