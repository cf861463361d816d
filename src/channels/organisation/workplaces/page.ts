import type { FastifyReply } from 'fastify'
import type { Visit } from '#desk'
import { html, none, type Html } from '#html'
import { dayOf, formatNumber, formatShare } from '#kernel'
import {
  buttons,
  emptyState,
  figure,
  figures,
  inset,
  linkButton,
  notice,
  section,
  type Status,
  table,
  tag,
} from '#look'
import { isOpenOn, type Unit } from '#processes'
import {
  type Declaration,
  dueDayOf,
  lastDayOf,
  lastOver,
  lastQuarters,
  type Quarter,
  type QuarterStanding,
} from '#workplaces'
import { sendOrganisation } from '../frame.ts'
import { UNITS } from '../processes/words.ts'
import { GOAL } from './shares.ts'
import { trendSection } from './trend-section.ts'
import {
  DECLARATIONS_FILE,
  declarationAt,
  longDay,
  quarterMonths,
  quarterName,
  quarterShort,
  words,
  WORKPLACES,
} from './words.ts'

const number = (value: number): string => formatNumber(value, 'fr')
const QUARTERS_SHOWN = 8

/** Who has declared the quarter that is due, what it comes to, and how it went in the two years before. */
export const workplacesPage = async (visit: Visit): Promise<FastifyReply> => {
  const { platform, agent, query } = visit
  const declarations = platform.workplaces.declarationsFor(agent)
  const today = dayOf(platform.clock())
  const quarters = lastQuarters(today, QUARTERS_SHOWN)
  const [units, declared, standings] = await Promise.all([
    declarations.units(),
    declarations.since(quarters[0]!),
    declarations.standings(quarters),
  ])
  const { mayWrite } = declarations
  const agents = platform.access.agents().filter(({ organisation }) => organisation === agent.organisation)
  const shown = { units, declared, today, mayWrite, quarter: quarterIn(query, quarters) }
  return sendOrganisation(visit, {
    title: words.title,
    current: 'workplaces',
    charts: true,
    body: html`${query.get('fait') === 'declare' && notice({ language: 'fr', tone: 'success', body: words.done, live: true })}
      <h1>${words.title}</h1>
      <p class="lead">${words.lead}</p>
      ${!mayWrite && inset(html`<p>${words.readOnly}</p>`)}
      ${
        units.length === 0
          ? emptyState({
              title: words.empty.title,
              body: words.empty.text,
              ...(mayWrite && { action: linkButton({ label: words.units, href: UNITS }) }),
            })
          : html`${lateNotice(shown)}${glance(
              standings.find((one) => one.quarter === shown.quarter)!,
              agents.length,
            )}${quarterSection(shown)}${trendSection(standings)}`
      }
      ${buttons(
        linkButton({ label: words.units, href: UNITS, weight: 'secondary' }),
        linkButton({ label: words.export, href: DECLARATIONS_FILE, weight: 'quiet' }),
      )}`,
  })
}

/** The quarter that the address asks for, among those shown; the last that is over unless told. */
const quarterIn = (query: URLSearchParams, quarters: readonly Quarter[]): Quarter =>
  quarters.find((one) => one === query.get('trimestre')) ?? quarters.at(-1)!

type Shown = {
  /** The quarter that is looked at. */
  quarter: Quarter
  units: readonly Unit[]
  declared: readonly Declaration[]
  today: string
  mayWrite: boolean
}

const glance = (now: QuarterStanding, agents: number): Html => {
  const w = words.figures
  return figures(
    figure({
      label: w.response,
      value: now.expected > 0 ? w.of(number(now.answered), number(now.expected)) : w.none,
      note: quarterName(now.quarter),
    }),
    figure({
      label: w.whole,
      value: now.employees > 0 ? formatShare(now.whole / now.employees, 'fr', GOAL) : w.none,
      ...(now.employees > 0 && { note: w.exact(number(now.whole), number(now.employees)) }),
    }),
    figure({ label: w.agents, value: number(now.agentsSeen), note: w.agentsNote(agents) }),
  )
}

/** How a unit stands for the quarter that is due. */
type Standing = keyof typeof words.status

const standingOf = (unit: Unit, quarter: Quarter, { declared, today }: Shown): Standing => {
  if (declared.some((one) => one.unit === unit.id && one.quarter === quarter)) return 'declared'
  if (!isOpenOn(unit, lastDayOf(quarter))) return unit.closedOn ? 'closed' : 'later'
  return dueDayOf(quarter) < today ? 'late' : 'awaited'
}

const lateNotice = (shown: Shown): Html => {
  const quarter = lastOver(shown.today)
  const late = shown.units.filter((unit) => standingOf(unit, quarter, shown) === 'late')
  if (late.length === 0) return none
  const names = late.map(({ name }) => name).join(', ')
  return notice({ language: 'fr', tone: 'warning', body: words.late(names, longDay(dueDayOf(quarter))) })
}

const TAGS: Record<Standing, Status> = {
  declared: 'done',
  awaited: 'waiting',
  late: 'late',
  closed: 'stopped',
  later: 'draft',
}

const quarterSection = (shown: Shown): Html => {
  const { quarter } = shown
  const isLast = quarter === lastOver(shown.today)
  const c = words.columns
  const lastOf = (unit: Unit) =>
    shown.declared.find((one) => one.unit === unit.id && (isLast || one.quarter === quarter))
  const inNumbers = (of: (one: Declaration) => string) => (unit: Unit) => {
    const one = lastOf(unit)
    return one ? of(one) : null
  }
  return section({
    id: 'trimestre',
    title: (isLast ? words.now : words.then)(quarterName(quarter)),
    ...(!isLast && { action: html`<a href="${WORKPLACES}">${words.toNow}</a>` }),
    body: html`<p>${words.nowWhy(quarterMonths(quarter), longDay(dueDayOf(quarter)))}</p>
      ${table<Unit>({
        language: 'fr',
        caption: words.caption,
        unseenCaption: true,
        rows: shown.units,
        empty: none,
        columns: [
          { id: 'unit', label: c.unit, heads: true, cell: ({ name }) => name },
          {
            id: 'status',
            label: c.status,
            cell: (unit) => {
              const standing = standingOf(unit, quarter, shown)
              return tag({ status: TAGS[standing], label: words.status[standing], plain: true })
            },
          },
          { id: 'last', label: c.last, cell: inNumbers((one) => quarterShort(one.quarter)) },
          {
            id: 'employees',
            label: c.employees,
            numeric: true,
            cell: inNumbers((one) => number(one.employees)),
          },
          { id: 'whole', label: c.whole, numeric: true, cell: inNumbers((one) => number(one.whole)) },
          {
            id: 'share',
            label: c.share,
            numeric: true,
            cell: inNumbers((one) => formatShare(one.whole / one.employees, 'fr', GOAL)),
          },
          { id: 'act', label: c.act, unseenLabel: true, cell: (unit) => actOf(unit, quarter, shown) },
        ],
      })}`,
  })
}

const actOf = (unit: Unit, quarter: Quarter, shown: Shown): Html | null => {
  const standing = standingOf(unit, quarter, shown)
  if (standing === 'closed' || standing === 'later') return null
  const label = !shown.mayWrite ? words.see : standing === 'declared' ? words.correct : words.declare
  return html`<a href="${declarationAt(unit.id, quarter)}">${label}<span class="unseen"> (${unit.name})</span></a>`
}
