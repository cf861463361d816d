import { type Contest, type Definition, type Figure, type Publication, versionsOf } from '#barometer'
import { dayOf, ok, refused, type Result } from '#kernel'
import type { ReportingRefusal } from '../refusals.ts'
import type { ReportingTools } from '../tools.ts'
import type { ReportTarget, YearlyReport } from './report.ts'

type Tools = Pick<ReportingTools, 'clock' | 'organisations' | 'barometer' | 'contests' | 'address'>

/** The figures of one day, as a publication says them or as they are now. */
type Standing = { day: string; figures: Figure[]; head: YearlyReport['head']; from: Publication | null }

/**
 * Builds the report of a year: of one that is over, from the publication of its last day, so that anybody can compute it
 * again; of the one that goes on, from the figures of now, as a draft. Refused `year-unknown` when nothing was counted by then.
 */
export const buildReport = async (
  tools: Tools,
  year: number,
  publisher: string,
): Promise<Result<YearlyReport, ReportingRefusal>> => {
  const { clock, organisations, contests, address } = tools
  const at = clock()
  const isOver = dayOf(at) > `${year}-12-31`
  if (!isOver && dayOf(at) < `${year}-01-01`) return refused('year-not-over', { year })
  const publications = (await tools.barometer.publications()).filter(({ day }) => day.startsWith(`${year}-`))
  const standing = isOver ? await atYearEnd(tools, publications, year) : await asOfNow(tools)
  if (!standing) return refused('year-unknown', { year })
  const months = await monthEndsOf(tools, publications, standing)
  const contested = (await contests.list()).filter((one) => dayOf(one.at).startsWith(`${year}-`))
  const its = organisations.organisations.get(publisher)
  return ok({
    format: 'parvis-report-1',
    year,
    day: standing.day,
    draft: !isOver,
    at: at.toISOString(),
    publisher: { id: publisher, name: its?.name ?? { fr: publisher, en: publisher }, address: address() },
    publication: standing.from && { name: standing.from.name, digest: standing.from.digest },
    head: standing.head,
    organisations: organisationsIn(tools, standing.figures),
    targets: standing.figures
      .filter(({ organisation }) => organisation === null)
      .map((figure) => targetOf(figure, standing.figures, months, contested)),
  })
}

const FIGURES = 'figures.json'

const atYearEnd = async (
  { barometer }: Tools,
  publications: readonly Publication[],
  year: number,
): Promise<Standing | null> => {
  const last = latestOf(publications, `${year}-12-31`)
  return last && (await standingIn(barometer, last))
}

const standingIn = async (barometer: Tools['barometer'], from: Publication): Promise<Standing> => {
  const file = await barometer.publicationFile(from.name, FIGURES)
  // It is written with its files, in one transaction: one without them is a bug.
  if (!file) throw new Error(`${from.name} has no ${FIGURES}`)
  return { day: from.day, figures: JSON.parse(file.body.toString()) as Figure[], head: from.head, from }
}

/** The last revision of a day: the newest come first. */
const latestOf = (publications: readonly Publication[], day: string): Publication | null =>
  publications.find((one) => one.day === day) ?? null

const asOfNow = async ({ barometer }: Tools): Promise<Standing | null> => {
  const everyone = await barometer.figures()
  if (!everyone) return null
  const each = await Promise.all((await barometer.organisations()).map((id) => barometer.figures(id)))
  const figures = [everyone, ...each].flatMap((one) => one?.figures ?? [])
  return { day: everyone.day, figures, head: everyone.head, from: null }
}

type MonthEnd = { day: string; figures: Map<number, Figure> }

/** Each month's last day that was published, then the day of the report itself. */
const monthEndsOf = async (
  { barometer }: Tools,
  publications: readonly Publication[],
  standing: Standing,
): Promise<MonthEnd[]> => {
  const days = [...new Set(publications.map(({ day }) => day))].filter(isMonthEnd).toSorted()
  const before = days.filter((day) => day < standing.day)
  const ends: MonthEnd[] = []
  for (const day of before) ends.push(ofEverybody(await standingIn(barometer, latestOf(publications, day)!)))
  return [...ends, ofEverybody(standing)]
}

const isMonthEnd = (day: string): boolean => {
  const date = Temporal.PlainDate.from(day)
  return date.day === date.daysInMonth
}

const ofEverybody = ({ day, figures }: Standing): MonthEnd => ({
  day,
  figures: new Map(
    figures.filter(({ organisation }) => organisation === null).map((one) => [one.target, one] as const),
  ),
})

const targetOf = (
  figure: Figure,
  figures: readonly Figure[],
  months: readonly MonthEnd[],
  contested: readonly Contest[],
): ReportTarget => {
  const { target } = figure
  const { title, wording, version, from, text } = definitionOf(figure)
  return {
    target,
    title,
    wording,
    definition: { version, from, text },
    figure,
    organisations: figures.filter((one) => one.target === target && one.organisation !== null),
    trend: months.flatMap(({ day, figures: ofMonth }) => {
      const its = ofMonth.get(target)
      if (!its) return []
      const { state, value, numerator, denominator } = its
      return [{ day, state, value, numerator, denominator }]
    }),
    contests: contested.filter((one) => one.target === target),
  }
}

/** The version under which it was computed. */
const definitionOf = ({ target, definition }: Figure): Definition => {
  const versions = versionsOf(target)
  return versions.find(({ version }) => version === definition.version) ?? versions.at(-1)!
}

const organisationsIn = ({ organisations }: Tools, figures: readonly Figure[]) => {
  const ids = [...new Set(figures.map(({ organisation }) => organisation))].filter((id) => id !== null)
  return ids
    .toSorted()
    .map((id) => ({ id, name: organisations.organisations.get(id)?.name ?? { fr: id, en: id } }))
}
