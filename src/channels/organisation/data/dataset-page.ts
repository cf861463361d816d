import type { FastifyReply } from 'fastify'
import { html, none, type Html } from '#html'
import { dayOf, formatDay, formatFileSize, formatInstant } from '#kernel'
import {
  button,
  buttons,
  details,
  errorSummary,
  inset,
  linkButton,
  notice,
  postForm,
  section,
  type Status,
  summaryList,
  table,
  tag,
} from '#look'
import {
  type Check,
  CRITERIA_VERSIONS,
  CRITERION_WORDS,
  type Dataset,
  type Distribution,
  type Finding,
  FREQUENCY_WORDS,
  LICENCES,
  publishedIn,
  sayFinding,
} from '#opendata'
import type { Typed } from '../consultations/fields.ts'
import { sendOrganisation } from '../frame.ts'
import { type DatasetVisit, said } from './for-data.ts'
import { qualityTag, stateTag } from './list-page.ts'
import { obstacles } from './obstacles-section.ts'
import {
  accessAt,
  DATA,
  datasetAt,
  FORMAT_WORDS,
  KIND_WORDS,
  REASON_WORDS,
  REFUSALS,
  SENSITIVITY_WORDS,
  THEME_WORDS,
  words,
} from './words.ts'

const { page: w } = words

export type Told = { refusal?: string; typed?: Typed }

export const datasetPage = (visit: DatasetVisit): Promise<FastifyReply> => sendDataset(visit, visit.dataset)

/** One dataset as its organisation sees it: how it can be had, what the machine found, its potential, what hinders it. */
export const sendDataset = (
  visit: DatasetVisit,
  dataset: Dataset,
  told: Told = {},
): Promise<FastifyReply> => {
  const isFaulty = !!told.refusal || Object.keys(told.typed?.faults ?? {}).length > 0
  const isAlive = dataset.state !== 'withdrawn'
  return sendOrganisation(visit, {
    title: dataset.title.fr,
    current: 'data',
    charts: true,
    status: isFaulty ? 422 : 200,
    error: isFaulty,
    breadcrumbs: [{ label: words.title, href: DATA }, { label: dataset.title.fr }],
    body: html`${errorSummary({ language: 'fr', faults: told.typed?.faults ?? {} })}${told.refusal ? notice({ language: 'fr', tone: 'problem', body: told.refusal, live: true }) : said(visit)}
      <div class="toolbar"><h1>${dataset.title.fr}</h1>${visit.mayWrite && isAlive && linkButton({ label: w.edit, href: `${datasetAt(dataset.id)}/modifier`, weight: 'secondary', icon: 'pen' })}</div>
      <p>${stateTag(dataset.state, false)} ${dataset.quality !== 'none' && qualityTag(dataset.quality, false)}</p>
      ${withdrawal(dataset)}
      ${access(visit, dataset)}
      ${checks(visit, dataset)}
      ${potential(dataset)}
      ${obstacles(visit, dataset, told.typed)}
      ${description(dataset)}
      ${visit.mayWrite && endings(dataset)}`,
  })
}

const withdrawal = ({ withdrawn }: Dataset): Html => {
  if (!withdrawn) return none
  const { reason, words: why, at, replacedBy } = withdrawn
  return notice({
    language: 'fr',
    tone: 'warning',
    title: w.withdrawnTitle,
    body: `${w.withdrawnSays(REASON_WORDS[reason], formatDay(dayOf(new Date(at)), 'fr'))} ${why}`,
    ...(replacedBy && { action: html`<p><a href="${datasetAt(replacedBy)}">${w.replaced}</a></p>` }),
  })
}

/** Why nothing of it may be published as it is described now. */
const closedWhy = ({ sensitivity, licence }: Dataset): string | null => {
  if (sensitivity.personal) return REFUSALS['personal-data']
  if (sensitivity.level !== 'open') return REFUSALS['not-open']
  return licence === null ? REFUSALS['licence-missing'] : null
}

const STATUS_TAGS: Record<Distribution['status'], [Status, string]> = {
  draft: ['draft', w.draft],
  published: ['done', ''],
  withdrawn: ['stopped', w.gone],
}

const standing = (one: Distribution): Html | string => {
  if (one.status !== 'published') {
    const [status, label] = STATUS_TAGS[one.status]
    return tag({ status, label, plain: true })
  }
  if (!one.lastCheck) return qualityTag('unchecked')
  const fails = one.lastCheck.findings.some(({ result }) => result === 'fail')
  return qualityTag(!one.lastCheck.downloadable ? 'poor' : fails ? 'fair' : 'good')
}

const access = ({ mayWrite }: DatasetVisit, dataset: Dataset): Html => {
  const closed = closedWhy(dataset)
  const c = w.columns
  const isAlive = dataset.state !== 'withdrawn'
  return section({
    title: w.access,
    id: 'acces',
    body: html`${table<Distribution>({
      language: 'fr',
      caption: w.accessCaption,
      unseenCaption: true,
      rows: dataset.distributions,
      empty: html`<p>${w.accessNone}</p>`,
      columns: [
        {
          id: 'title',
          label: c.title,
          heads: true,
          cell: ({ id, title, pending }) =>
            html`<a href="${accessAt(dataset.id, id)}">${title.fr}</a>${pending && html`<br><span class="source">${w.waiting}</span>`}`,
        },
        { id: 'kind', label: c.kind, cell: ({ kind }) => KIND_WORDS[kind] },
        { id: 'format', label: c.format, cell: ({ format }) => FORMAT_WORDS[format] },
        {
          id: 'size',
          label: c.size,
          numeric: true,
          cell: ({ bytes }) => (bytes === null ? null : formatFileSize(bytes, 'fr')),
        },
        {
          id: 'updated',
          label: c.updated,
          cell: ({ status, updatedAt }) =>
            status === 'draft' ? null : formatDay(dayOf(new Date(updatedAt)), 'fr'),
        },
        { id: 'check', label: c.check, cell: standing },
      ],
    })}
    ${mayWrite && isAlive && (closed ? inset(html`<p>${closed}</p>`) : publishing(dataset))}`,
  })
}

const publishing = ({ id }: Dataset): Html =>
  buttons(
    linkButton({ label: w.addFile, href: `${datasetAt(id)}/fichier`, weight: 'secondary', icon: 'upload' }),
    linkButton({ label: w.addLink, href: `${datasetAt(id)}/lien`, weight: 'secondary' }),
    linkButton({ label: w.addQuery, href: `${datasetAt(id)}/requete`, weight: 'secondary' }),
  )

const RESULT_TAGS = { pass: 'done', fail: 'problem', 'not-applicable': 'draft' } as const

/** What one check found, criterion by criterion, in words. */
export const findings = (check: Check): Html =>
  table<Finding>({
    language: 'fr',
    caption: w.checksCaption,
    unseenCaption: true,
    rows: check.findings,
    empty: none,
    columns: [
      {
        id: 'criterion',
        label: w.checkColumns.criterion,
        heads: true,
        cell: ({ criterion }) => CRITERION_WORDS.fr[criterion],
      },
      {
        id: 'result',
        label: w.checkColumns.result,
        cell: ({ result }) => tag({ status: RESULT_TAGS[result], label: words.results[result], plain: true }),
      },
      { id: 'says', label: w.checkColumns.says, prose: true, cell: (one) => sayFinding(one, 'fr') },
    ],
  })

const checks = ({ mayWrite }: DatasetVisit, dataset: Dataset): Html => {
  const published = publishedIn(dataset)
  if (published.length === 0) return none
  return section({
    title: w.checks,
    body: html`${published.map(({ title, lastCheck }) =>
      lastCheck
        ? html`<h3>${w.checked(title.fr, formatInstant(new Date(lastCheck.at), 'fr'))}</h3>${findings(lastCheck)}`
        : html`<h3>${title.fr}</h3><p>${w.checksNone}</p>`,
    )}${mayWrite && checkNow(dataset)}`,
  })
}

const checkNow = ({ id }: Dataset): Html =>
  postForm({
    language: 'fr',
    action: datasetAt(id),
    body: buttons(button({ label: w.check, act: 'verifier', weight: 'secondary' })),
  })

const potential = ({ potential: p }: Dataset): Html =>
  section({
    title: w.potential,
    body: html`<p>${w.potentialSays(p.score, p.most, p.threshold, p.high)} ${w.criteriaOf(formatDay(p.criteria, 'fr'))}</p>
      ${table<Dataset['potential']['reasons'][number]>({
        language: 'fr',
        caption: w.potentialCaption,
        unseenCaption: true,
        rows: p.reasons,
        empty: none,
        columns: [
          {
            id: 'criterion',
            label: w.criterion,
            heads: true,
            cell: ({ criterion }) => nameOf(p.criteria, criterion),
          },
          { id: 'answer', label: w.answer, prose: true, cell: ({ fr }) => fr },
          { id: 'points', label: w.points, numeric: true, cell: ({ points }) => points },
        ],
      })}
      ${details({ summary: w.why, body: paragraphs(p.why) })}`,
  })

/** A criterion as the version that scored it names it. */
const nameOf = (version: string, criterion: string): string =>
  CRITERIA_VERSIONS.find(({ from }) => from === version)?.criteria.find(({ id }) => id === criterion)?.name
    .fr ?? criterion

const paragraphs = (text: string): Html => html`${text.split(/\n+/).map((one) => html`<p>${one}</p>`)}`

const period = ({ temporal: { from, to } }: Dataset): string | null => {
  const said = [from, to].map((one) => (one ? formatDay(one, 'fr') : '…'))
  return from || to ? said.join(' – ') : null
}

const description = (dataset: Dataset): Html => {
  const { sensitivity, contact, licence } = dataset
  return section({
    title: w.description,
    body: html`${paragraphs(dataset.description.fr)}
      ${summaryList({
        language: 'fr',
        dense: true,
        rows: [
          { label: w.theme, value: THEME_WORDS[dataset.theme] },
          { label: w.keywords, value: dataset.keywords.fr.join(', ') },
          { label: w.licence, value: licence && LICENCES[licence].title.fr },
          { label: w.frequency, value: FREQUENCY_WORDS.fr[dataset.frequency] },
          { label: w.spatial, value: dataset.spatial },
          { label: w.period, value: period(dataset) },
          { label: w.contact, value: [contact.name, contact.email] },
          {
            label: w.sensitivity,
            value: [
              SENSITIVITY_WORDS[sensitivity.level],
              ...(sensitivity.personal ? [w.personal] : []),
              ...(sensitivity.reason ? [sensitivity.reason] : []),
            ],
          },
        ],
      })}`,
  })
}

const endings = ({ id, state }: Dataset): Html =>
  state === 'withdrawn'
    ? postForm({
        language: 'fr',
        action: datasetAt(id),
        body: buttons(button({ label: w.takeUp, act: 'reprendre', weight: 'secondary' })),
      })
    : buttons(linkButton({ label: w.withdraw, href: `${datasetAt(id)}/retirer`, weight: 'quiet' }))
