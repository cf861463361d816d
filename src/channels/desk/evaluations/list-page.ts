import type { FastifyReply } from 'fastify'
import { type Evaluation, ENDS, type Improvement, type Theme } from '#evaluations'
import { html, none, type Html } from '#html'
import {
  button,
  type Column,
  emptyState,
  filterBar,
  linkButton,
  pagination,
  postForm,
  section,
  table,
  time,
} from '#look'
import { sendDesk } from '../frame.ts'
import { shortDay } from '../standing.ts'
import { type DesignerVisit, said, serviceName, tabsAt } from './for-designers.ts'
import { addressOf, type Asked, PAGE_SIZE, partsOf, readAsked } from './wanted.ts'
import { EVALUATIONS, words } from './words.ts'

/** What people wrote about one service, as a designer reads it: filtered, grouped, cited. */
export const listPage = (visit: DesignerVisit): Promise<FastifyReply> =>
  sendList(visit, readAsked(visit.workshop, visit.query))

const MOST_COUNTED = 1_000

type Shown = { evaluations: Evaluation[]; count: number; themes: Theme[]; improvements: Improvement[] }

const read = async ({ workshop }: DesignerVisit, asked: Asked): Promise<Shown> => {
  const wanted = { ...asked, services: [asked.service] }
  const [evaluations, count, themes, improvements] = await Promise.all([
    workshop.find(wanted, { limit: PAGE_SIZE, offset: (asked.page - 1) * PAGE_SIZE }),
    workshop.count(wanted, MOST_COUNTED),
    workshop.themes(),
    workshop.improvements(),
  ])
  const ofService = <T extends { service: string }>(all: T[]) =>
    all.filter(({ service }) => service === asked.service)
  return { evaluations, count, themes: ofService(themes), improvements: ofService(improvements) }
}

/** The list, and above it what was refused; the choices made stay when nothing could be done with them. */
export const sendList = async (
  visit: DesignerVisit,
  asked: Asked,
  refusal?: string,
  chosen: readonly string[] = [],
): Promise<FastifyReply> => {
  if (visit.workshop.services.length === 0)
    return sendDesk(visit, {
      title: words.title,
      current: 'evaluations',
      body: html`<h1>${words.title}</h1>
        ${emptyState(words.noService)}`,
    })
  const [shown, { results }] = await Promise.all([read(visit, asked), visit.workshop.results()])
  const result = results.find(({ service }) => service === asked.service)
  return sendDesk(visit, {
    status: refusal ? 422 : 200,
    error: !!refusal,
    title: words.title,
    current: 'evaluations',
    body: html`<h1>${words.title}</h1>
      ${tabsAt(EVALUATIONS)} ${said(visit, refusal)}
      <p>${words.lead} ${result && words.figures(result.received, result.reached)}</p>
      ${filters(visit, asked, shown.themes)} ${themeActs(asked, shown.themes)}
      ${
        shown.evaluations.length === 0
          ? nothing(asked)
          : html`<p role="status">${words.found(shown.count, MOST_COUNTED)}</p>
              ${postForm({
                language: 'fr',
                action: `${EVALUATIONS}/avis`,
                hidden: partsOf(asked),
                body: html`${rows(visit, asked, shown, chosen)} ${acts(shown)}`,
              })}
              ${pagination({
                language: 'fr',
                current: asked.page,
                pages: Math.ceil(shown.count / PAGE_SIZE),
                href: (page) => addressOf(asked, { page }),
              })}`
      }`,
  })
}

const nothing = (asked: Asked): Html => {
  const filtered = asked.end || asked.mood || asked.theme || asked.version !== null || !asked.said
  const clear = `${EVALUATIONS}?${new URLSearchParams({ service: asked.service })}`
  return filtered
    ? emptyState({
        icon: 'search',
        title: words.noMatch.title,
        body: words.noMatch.body,
        action: linkButton({ label: words.noMatch.clear, href: clear, weight: 'secondary' }),
      })
    : emptyState(words.none)
}

const filters = (visit: DesignerVisit, asked: Asked, themes: readonly Theme[]): Html => {
  const w = words.filters
  const latest = visit.platform.catalogue.current(asked.service)?.version ?? 1
  const versions = Array.from({ length: latest }, (_, at) => String(latest - at)).slice(0, 50)
  const choice = (
    name: string,
    label: string,
    value: string,
    options: { value: string; label: string }[],
  ) => ({
    name,
    label,
    value,
    options,
  })
  const all = { value: '', label: w.every }
  const chooseService = choice(
    'service',
    w.service,
    asked.service,
    visit.workshop.services.map((value) => ({ value, label: serviceName(visit, value) })),
  )
  return filterBar({
    language: 'fr',
    action: EVALUATIONS,
    choices: [
      chooseService,
      choice('montrer', w.said, asked.said ? '' : 'tous', [
        { value: '', label: w.comments },
        { value: 'tous', label: w.everything },
      ]),
      choice('fin', w.end, asked.end, [all, ...ENDS.map((value) => ({ value, label: words.ends[value] }))]),
      choice('satisfaction', w.mood, asked.mood, [
        all,
        { value: 'low', label: w.low },
        { value: 'high', label: w.high },
      ]),
      choice('version', w.version, asked.version === null ? '' : String(asked.version), [
        all,
        ...versions.map((value) => ({ value, label: value })),
      ]),
      choice('theme', w.theme, asked.theme, [
        { value: '', label: w.everyTheme },
        { value: 'none', label: w.noTheme },
        ...themes.map(({ id, name, count }) => ({ value: id, label: `${name} (${count})` })),
      ]),
    ],
  })
}

/** The theme that is looked at can be named otherwise, or undone. */
const themeActs = (asked: Asked, themes: readonly Theme[]): Html => {
  const theme = themes.find(({ id }) => id === asked.theme)
  if (!theme) return none
  const w = words.themeActs
  return html`<details><summary>${w.title(theme.name)}</summary>
    ${postForm({
      language: 'fr',
      action: `${EVALUATIONS}/theme`,
      hidden: partsOf(asked),
      body: html`<div class="filters"><div class="filter grow"><label for="theme-name">${w.name}</label>
        <input type="text" id="theme-name" name="nom" value="${theme.name}"></div>
        ${button({ label: w.rename, act: 'renommer', weight: 'secondary' })}
        ${button({ label: w.drop, act: 'defaire', weight: 'quiet' })}</div>`,
    })}</details>`
}

const rows = (visit: DesignerVisit, asked: Asked, shown: Shown, chosen: readonly string[]): Html => {
  const nameOf = new Map(shown.themes.map(({ id, name }) => [id, name]))
  const places = new Map(shown.evaluations.map(({ id }, at) => [id, at + 1]))
  const pick: Column<Evaluation> = {
    id: 'pick',
    label: words.columns.pick,
    unseenLabel: true,
    cell: ({ id }) =>
      html`<label class="pick"><input type="checkbox" name="avis" value="${id}"${chosen.includes(id) && html` checked`}><span class="unseen">${words.pick(places.get(id)!)}</span></label>`,
  }
  return table<Evaluation>({
    language: 'fr',
    caption: words.caption(serviceName(visit, asked.service)),
    unseenCaption: true,
    rows: shown.evaluations,
    empty: none,
    columns: [
      pick,
      ...evaluationColumns,
      {
        id: 'theme',
        label: words.columns.theme,
        cell: ({ theme }) => (theme ? (nameOf.get(theme) ?? '–') : '–'),
      },
    ],
  })
}

/** What is seen of one evaluation, wherever it is listed. */
export const evaluationColumns: Column<Evaluation>[] = [
  {
    id: 'comment',
    label: words.columns.comment,
    cell: ({ comment }) =>
      comment === null
        ? html`<span class="absent">${words.noComment}</span>`
        : html`<span class="verbatim">${comment}</span>`,
  },
  {
    id: 'satisfaction',
    label: words.columns.satisfaction,
    numeric: true,
    cell: ({ satisfaction }) => satisfaction,
  },
  { id: 'ease', label: words.columns.ease, numeric: true, cell: ({ ease }) => ease },
  { id: 'end', label: words.columns.end, cell: ({ end }) => words.ends[end] },
  { id: 'version', label: words.columns.version, numeric: true, cell: ({ version }) => version },
  { id: 'day', label: words.columns.day, cell: ({ day }) => time(shortDay(day)) },
]

const acts = ({ themes, improvements }: Shown): Html => {
  const w = words.acts
  const drafts = improvements.filter(({ status }) => status === 'draft')
  const options = (them: readonly { id: string; label: string }[]) =>
    html`<option value="">${w.choose}</option>${them.map(({ id, label }) => html`<option value="${id}">${label}</option>`)}`
  return section({
    title: w.title,
    body: html`<div class="filters">
        ${
          themes.length > 0 &&
          html`<div class="filter"><label for="under">${w.theme}</label><select id="under" name="sous">${options(themes.map(({ id, name }) => ({ id, label: name })))}</select></div>`
        }
        <div class="filter grow"><label for="named">${themes.length > 0 ? w.newTheme : w.theme}</label><input type="text" id="named" name="nouveau"></div>
        ${button({ label: w.group, act: 'ranger', weight: 'secondary' })}
        ${themes.length > 0 && button({ label: w.ungroup, act: 'sortir', weight: 'quiet' })}
      </div>
      <div class="filters">
        ${button({ label: w.open, act: 'ouvrir' })}
        ${
          drafts.length > 0 &&
          html`<div class="filter"><label for="in">${w.improvement}</label><select id="in" name="amelioration">${options(drafts.map(({ id, title }) => ({ id, label: title })))}</select></div>
          ${button({ label: w.cite, act: 'citer', weight: 'secondary' })}`
        }
      </div>
      <details><summary>${w.mask}</summary><div class="flow"><p>${w.maskWhy}</p>${button({ label: w.mask, act: 'effacer', weight: 'danger' })}</div></details>`,
  })
}
