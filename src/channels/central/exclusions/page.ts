import type { FastifyReply } from 'fastify'
import { EXCLUSION_REASONS, type Exclusion, exclusionWords, type TargetView, type Unit } from '#barometer'
import { needOf } from '#catalogue'
import { barometerNames, CONTEST_REFUSALS, type Visit } from '#desk'
import { html, none, type Html } from '#html'
import { capitalised, formatDay } from '#kernel'
import {
  button,
  buttons,
  type Column,
  errorSummary,
  type Faults,
  filterBar,
  linkButton,
  needField,
  notice,
  pagination,
  postForm,
  section,
  table,
  time,
} from '#look'
import { type Platform, sentBy, valueIn } from '#web'
import { sendCentral } from '../frame.ts'
import { CENTRAL } from '../words.ts'
import { words } from './words.ts'

const { exclusions: EXCLUSIONS } = CENTRAL
const { organisationName, targetName, unitName } = barometerNames
const PAGE_SIZE = 50
const TARGETS = Array.from({ length: 10 }, (_, at) => at + 1)

/** What is left out of figures, by the secretariat only: a target, a unit, a reason of the list. */
export const exclusionsPage = (visit: Visit): Promise<FastifyReply> => sendExclusions(visit, asked(visit), {})

type Asked = { target: number; organisation: string; unit: string; page: number; done: string }

const asked = ({ query }: Visit): Asked => ({
  target: targetIn(query.get('cible')),
  organisation: query.get('organisme') ?? '',
  unit: query.get('unite') ?? '',
  page: Math.max(1, Math.trunc(Number(query.get('page'))) || 1),
  done: query.get('fait') ?? '',
})

const targetIn = (typed: string | null): number => (TARGETS.includes(Number(typed)) ? Number(typed) : 1)

const pathOf = (parts: Partial<Record<string, string | number>>): string =>
  `${EXCLUSIONS}?${new URLSearchParams(Object.entries(parts).map(([name, value]) => [name, String(value)]))}`

const sendExclusions = async (visit: Visit, wanted: Asked, faults: Faults): Promise<FastifyReply> => {
  const { platform } = visit
  const view = await platform.barometer.view(wanted.target)
  const chosen = view?.units.find(
    (one) => one.unit === wanted.unit && one.organisation === wanted.organisation,
  )
  const isFaulty = Object.keys(faults).length > 0
  return sendCentral(visit, {
    title: words.title,
    current: 'exclusions',
    status: isFaulty ? 422 : 200,
    error: isFaulty,
    body: html`${chosen && errorSummary({ language: 'fr', faults })}
      <h1>${words.title}</h1>
      <p>${words.lead}</p>
      ${chosen ? none : refusedNotice(faults)}${doneNotice(wanted.done)}${targetChoice(visit, wanted)}${
        chosen
          ? excludeForm(visit, wanted, faults)
          : html`${excluded(visit, wanted, view)}${counted(visit, wanted, view)}`
      }`,
  })
}

const doneNotice = (done: string): Html => {
  const said = new Map([
    ['exclure', words.done],
    ['lever', words.lifted],
  ]).get(done)
  return said ? notice({ language: 'fr', tone: 'success', body: said, live: true }) : none
}

/** There is no form to lead to: what was asked concerns a row that is not there any more. */
const refusedNotice = ({ reason }: Faults): Html =>
  reason ? notice({ language: 'fr', tone: 'problem', title: words.refused, body: reason, live: true }) : none

const targetChoice = ({ platform }: Visit, { target }: Asked): Html =>
  filterBar({
    language: 'fr',
    action: EXCLUSIONS,
    choices: [
      {
        name: 'cible',
        label: words.targets,
        value: String(target),
        options: TARGETS.map((n) => ({ value: String(n), label: targetName(platform, n) })),
      },
    ],
  })

/** Which unit, of whom. */
const whose = (platform: Platform): Column<Pick<Unit, 'unit' | 'organisation'>>[] => [
  { id: 'unit', label: words.columns.unit, heads: true, cell: ({ unit }) => unitName(platform, unit) },
  {
    id: 'organisation',
    label: words.columns.organisation,
    cell: ({ organisation }) => organisationName(platform, organisation),
  },
]

const excluded = ({ platform }: Visit, { target }: Asked, view: TargetView | null): Html =>
  section({
    title: words.now,
    body: table<Exclusion>({
      language: 'fr',
      caption: words.now,
      unseenCaption: true,
      rows: view?.figure.exclusions ?? [],
      empty: html`<p>${words.nowNone}</p>`,
      columns: [
        ...whose(platform),
        { id: 'reason', label: words.columns.reason, cell: ({ reason }) => exclusionWords(reason, 'fr') },
        {
          id: 'since',
          label: words.columns.since,
          cell: ({ since }) => time({ text: formatDay(since, 'fr'), machine: since }),
        },
        {
          id: 'act',
          label: words.columns.act,
          unseenLabel: true,
          cell: ({ unit, organisation }) =>
            html`<form method="post" data-once action="${`${EXCLUSIONS}/lever`}">
              <input type="hidden" name="target" value="${target}"><input type="hidden" name="organisation" value="${organisation}"><input type="hidden" name="unit" value="${unit}">
              ${button({ label: words.lift, about: unitName(platform, unit), weight: 'secondary' })}
            </form>`,
        },
      ],
    }),
  })

const counted = ({ platform }: Visit, { target, page }: Asked, view: TargetView | null): Html => {
  const units = (view?.units ?? []).filter(({ unit, verdict }) => unit !== '' && verdict !== 'excluded')
  const pages = Math.max(1, Math.ceil(units.length / PAGE_SIZE))
  const at = Math.min(page, pages)
  return section({
    title: words.counted,
    body: html`${table<Unit>({
      language: 'fr',
      caption: words.counted,
      unseenCaption: true,
      density: 'compact',
      rows: units.slice((at - 1) * PAGE_SIZE, at * PAGE_SIZE),
      empty: html`<p>${words.countedNone}</p>`,
      columns: [
        ...whose(platform),
        {
          id: 'act',
          label: words.columns.act,
          unseenLabel: true,
          cell: ({ unit, organisation }) =>
            html`<a href="${pathOf({ cible: target, organisme: organisation, unite: unit })}">${words.exclude}<span class="unseen"> (${unitName(platform, unit)})</span></a>`,
        },
      ],
    })}
    ${pagination({ language: 'fr', current: at, pages, href: (n) => pathOf({ cible: target, page: n }) })}`,
  })
}

const excludeForm = ({ platform }: Visit, { target, organisation, unit }: Asked, faults: Faults): Html =>
  html`<div class="measure">${section({
    title: words.form(`${unitName(platform, unit)}, ${organisationName(platform, organisation)}`),
    body: postForm({
      language: 'fr',
      action: EXCLUSIONS,
      hidden: { target: String(target), organisation, unit },
      body: html`${needField({
        language: 'fr',
        form: new Map(),
        faults,
        need: needOf('reason', 'one-of', { options: Object.keys(EXCLUSION_REASONS), party: 'agent' }),
        words: {
          label: words.reason,
          options: Object.fromEntries(
            Object.keys(EXCLUSION_REASONS).map((code) => [code, capitalised(exclusionWords(code, 'fr'))]),
          ),
        },
      })}${buttons(
        button({ label: words.send }),
        linkButton({ label: words.cancel, href: pathOf({ cible: target }), weight: 'quiet' }),
      )}`,
    }),
  })}</div>`

/** Both acts: what was chosen, and back to the target's list. */
const acting =
  (act: 'exclude' | 'lift') =>
  async (visit: Visit): Promise<FastifyReply> => {
    const { platform, agent, request, reply } = visit
    const { form } = await sentBy(request)
    const what = {
      target: targetIn(valueIn(form, 'target')),
      organisation: valueIn(form, 'organisation'),
      unit: valueIn(form, 'unit'),
    }
    const done =
      act === 'exclude'
        ? await platform.contests.exclude(agent, { ...what, reason: valueIn(form, 'reason') })
        : await platform.contests.lift(agent, what)
    if (!done.ok)
      return sendExclusions(visit, { ...what, page: 1, done: '' }, { reason: CONTEST_REFUSALS[done.refusal] })
    await platform.settled()
    return reply.redirect(pathOf({ cible: what.target, fait: act === 'exclude' ? 'exclure' : 'lever' }), 303)
  }

export const excludeUnit = acting('exclude')
export const liftExclusion = acting('lift')
