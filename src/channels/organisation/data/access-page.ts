import type { FastifyReply } from 'fastify'
import { html, none, type Html } from '#html'
import { dayOf, formatDay, formatFileSize, formatInstant, formatNumber } from '#kernel'
import {
  button,
  buttons,
  details,
  errorSummary,
  type Faults,
  linkButton,
  notice,
  postForm,
  section,
  summaryList,
  table,
  tag,
} from '#look'
import {
  type Check,
  CRITERION_WORDS,
  type Distribution,
  type Field,
  type FileVersion,
  type Pending,
  type Suspicion,
} from '#opendata'
import { sentBy, valueIn } from '#web'
import { paragraph } from '../consultations/fields.ts'
import { sendOrganisation, sendOrganisationNotFound } from '../frame.ts'
import { findings } from './dataset-page.ts'
import { crumbs } from './file-form.ts'
import { type DatasetVisit, faultsOf, said, sentenceOf } from './for-data.ts'
import { accessAt, datasetAt, FORMAT_WORDS, KIND_WORDS, PERSONAL_WORDS, words } from './words.ts'

const { access: w, preview: p } = words

type Told = { refusal?: string; faults?: Faults }

const found = ({ dataset, params }: DatasetVisit): Distribution | null =>
  dataset.distributions.find(({ id }) => id === params['access']) ?? null

/** One way to have the data: the file that waits, as a table to look at, or what is published, its versions and its checks. */
export const accessPage = (visit: DatasetVisit): Promise<FastifyReply> => {
  const distribution = found(visit)
  return distribution ? sendAccess(visit, distribution) : sendOrganisationNotFound(visit, 'data')
}

export const accessActed = async (visit: DatasetVisit): Promise<FastifyReply> => {
  const { platform, agent, dataset, request, reply } = visit
  const distribution = found(visit)
  if (!distribution) return sendOrganisationNotFound(visit, 'data')
  const { form } = await sentBy(request)
  const { opendata } = platform
  const of = {
    distribution: distribution.id,
    digest: valueIn(form, 'digest'),
    confirmed: form.has('confirmed'),
  }
  const acts: Record<
    string,
    { done: string; at: string; perform: () => ReturnType<typeof opendata.publish> }
  > = {
    publier: { done: 'publie', at: 'confirmed', perform: () => opendata.publish(agent, dataset.id, of) },
    abandonner: {
      done: 'abandonne',
      at: '',
      perform: () => opendata.drop(agent, dataset.id, distribution.id),
    },
    retirer: {
      done: 'retire',
      at: 'words',
      perform: () => opendata.unpublish(agent, dataset.id, distribution.id, valueIn(form, 'words')),
    },
  }
  const asked = valueIn(form, '_do')
  const act = Object.hasOwn(acts, asked) ? acts[asked]! : null
  if (!act) return reply.redirect(accessAt(dataset.id, distribution.id), 303)
  const done = await act.perform()
  if (done.ok) return reply.redirect(`${datasetAt(dataset.id)}?fait=${act.done}`, 303)
  const now = (await opendata.find(dataset.id)) ?? dataset
  const after = now.distributions.find(({ id }) => id === distribution.id) ?? distribution
  const isAtField = done.refusal === 'warnings-unconfirmed' || done.refusal === 'reason-missing'
  return sendAccess(
    { ...visit, dataset: now },
    after,
    isAtField ? { faults: faultsOf(done, act.at) } : { refusal: sentenceOf(done) },
  )
}

const sendAccess = async (
  visit: DatasetVisit,
  distribution: Distribution,
  told: Told = {},
): Promise<FastifyReply> => {
  const { dataset, platform, mayWrite } = visit
  const { pending, title, status, kind } = distribution
  const isFaulty = !!told.refusal || !!told.faults
  const checks = status === 'draft' ? [] : await platform.opendata.checks(dataset.id, distribution.id, 30)
  const isLooking = pending !== null && mayWrite
  const heading = isLooking ? p.title(title.fr) : `${title.fr} (${KIND_WORDS[kind].toLowerCase()})`
  return sendOrganisation(visit, {
    title: heading,
    current: 'data',
    charts: true,
    status: isFaulty ? 422 : 200,
    error: isFaulty,
    breadcrumbs: crumbs(visit, title.fr),
    body: html`${errorSummary({ language: 'fr', faults: told.faults ?? {} })}${told.refusal ? notice({ language: 'fr', tone: 'problem', body: told.refusal, live: true }) : said(visit)}
      <h1>${heading}</h1>
      ${isLooking && preview(visit, distribution, pending, told.faults ?? {})}
      ${status !== 'draft' && html`${what(distribution)}${versions(distribution)}${history(checks)}`}
      ${mayWrite && status === 'published' && endings(visit, distribution, told.faults ?? {})}`,
  })
}

const number = (value: number): string => formatNumber(value, 'fr')

/** What a file holds, before anybody but the organisation sees it. */
const preview = ({ dataset }: DatasetVisit, { id }: Distribution, pending: Pending, faults: Faults): Html => {
  const { columns, rows, bytes, encoding, personal, digest } = pending
  const size = formatFileSize(bytes, 'fr')
  const isTable = columns.length > 0
  return html`<p class="lead">${isTable ? p.says(rows ?? 0, columns.length, size) : p.saysNoTable(rows ?? 0, size)}</p>
    ${encoding !== 'utf-8' && notice({ language: 'fr', tone: 'warning', body: p.encoding(encoding) })}
    ${personal.length > 0 && notice({ language: 'fr', tone: 'warning', title: p.warnTitle, action: personalWarnings(personal) })}
    ${isTable && section({ title: p.sample, body: sample(pending) })}
    ${pending.schema && section({ title: p.schema, body: schema(pending.schema.fields) })}
    ${postForm({
      language: 'fr',
      action: accessAt(dataset.id, id),
      hidden: { digest, _do: 'publier' },
      body: html`${personal.length > 0 && confirm(faults['confirmed'])}${buttons(button({ label: p.publish }))}`,
    })}
    ${postForm({
      language: 'fr',
      action: accessAt(dataset.id, id),
      hidden: { _do: 'abandonner' },
      body: buttons(button({ label: p.drop, weight: 'quiet' })),
    })}`
}

export const personalWarnings = (personal: readonly Suspicion[]): Html =>
  html`<ul>
      ${personal.map(({ column, kind, by }) => html`<li class="breakable">${p.warn(column, PERSONAL_WORDS[kind], by === 'name')}</li>`)}
    </ul>
    <p>${p.warnWhy}</p>`

const confirm = (fault: string | undefined): Html =>
  html`<div class="${fault ? 'field faulty' : 'field'}">
    ${fault && html`<p class="fault" id="confirmed-fault"><span class="unseen">Erreur : </span>${fault}</p>`}
    <div class="choices">
      <div class="choice">
        <input type="checkbox" id="confirmed" name="confirmed" value="yes"><label for="confirmed">${p.confirm}</label>
      </div>
    </div>
  </div>`

/** What a page can show beside one another; the others are listed with what they contain. */
const BESIDE = 6

const short = (name: string): string => (name.length > 24 ? `${name.slice(0, 23)}…` : name)
const breakable = (text: string): Html | null =>
  text === '' ? null : html`<span class="breakable">${text}</span>`

const sample = ({ columns, sample: rows }: Pending): Html =>
  html`${table<string[]>({
    language: 'fr',
    caption: p.sample,
    unseenCaption: true,
    density: 'compact',
    rows,
    empty: none,
    columns: columns.slice(0, BESIDE).map((name, at) => ({
      id: String(at),
      label: short(name),
      cell: (row: string[]) => breakable(row[at] ?? ''),
    })),
  })}
  ${columns.length > BESIDE && html`<p class="source">${p.others(columns.length - BESIDE)}</p>`}`

const schema = (fields: readonly Field[]): Html =>
  table<Field>({
    language: 'fr',
    caption: p.schemaCaption,
    unseenCaption: true,
    density: 'compact',
    rows: fields,
    empty: none,
    columns: [
      { id: 'name', label: p.schemaColumns.name, heads: true, cell: ({ name }) => name },
      { id: 'type', label: p.schemaColumns.type, cell: ({ type }) => p.types[type] },
      {
        id: 'required',
        label: p.schemaColumns.required,
        cell: ({ constraints }) => (constraints?.required ? p.yes : p.no),
      },
    ],
  })

const what = ({ kind, format, url, query, updatedAt, bytes }: Distribution): Html =>
  summaryList({
    language: 'fr',
    dense: true,
    rows: [
      { label: words.page.columns.kind, value: `${KIND_WORDS[kind]}, ${FORMAT_WORDS[format]}` },
      ...(url ? [{ label: w.url, value: html`<a href="${url}" rel="nofollow noreferrer">${url}</a>` }] : []),
      ...(query ? [{ label: w.source, value: query }] : []),
      { label: words.page.columns.size, value: bytes === null ? null : formatFileSize(bytes, 'fr') },
      { label: words.page.columns.updated, value: formatDay(dayOf(new Date(updatedAt)), 'fr') },
    ],
  })

const versions = ({ versions: all }: Distribution): Html => {
  if (all.length === 0) return none
  const c = w.versionColumns
  return section({
    title: w.versions,
    body: table<FileVersion>({
      language: 'fr',
      caption: w.versionsCaption,
      unseenCaption: true,
      rows: all.toReversed(),
      empty: none,
      columns: [
        { id: 'version', label: c.version, heads: true, cell: ({ version }) => version },
        { id: 'name', label: c.name, cell: ({ name }) => name },
        {
          id: 'rows',
          label: c.rows,
          numeric: true,
          cell: ({ rows }) => (rows === null ? null : number(rows)),
        },
        { id: 'size', label: c.size, numeric: true, cell: ({ bytes }) => formatFileSize(bytes, 'fr') },
        { id: 'at', label: c.at, cell: ({ at }) => formatDay(dayOf(new Date(at)), 'fr') },
      ],
    }),
  })
}

const history = (checks: readonly Check[]): Html => {
  const c = w.historyColumns
  const [last] = checks
  return section({
    title: w.history,
    body: html`${last && findings(last)}${table<Check>({
      language: 'fr',
      caption: w.historyCaption,
      unseenCaption: true,
      rows: checks,
      empty: html`<p>${w.historyNone}</p>`,
      columns: [
        { id: 'at', label: c.at, heads: true, cell: ({ at }) => formatInstant(new Date(at), 'fr') },
        {
          id: 'result',
          label: c.result,
          cell: ({ downloadable }) =>
            tag({
              status: downloadable ? 'done' : 'problem',
              label: downloadable ? words.results.pass : words.results.fail,
              plain: true,
            }),
        },
        {
          id: 'fails',
          label: c.fails,
          cell: ({ findings: all }) =>
            all
              .filter(({ result }) => result === 'fail')
              .map(({ criterion }) => CRITERION_WORDS.fr[criterion])
              .join(', ') || w.nothing,
        },
      ],
    })}`,
  })
}

const endings = ({ dataset }: DatasetVisit, { id, kind }: Distribution, faults: Faults): Html =>
  html`${kind === 'upload' && buttons(linkButton({ label: w.newVersion, href: `${datasetAt(dataset.id)}/fichier?acces=${id}`, weight: 'secondary', icon: 'upload' }))}
  ${details({
    summary: w.unpublish,
    open: !!faults['words'],
    body: postForm({
      language: 'fr',
      action: accessAt(dataset.id, id),
      hidden: { _do: 'retirer' },
      body: html`<p>${w.unpublishLead}</p>
        ${paragraph('words', { form: new Map(), faults }, { label: w.unpublishWhy, most: 1_000 })}
        ${buttons(button({ label: w.unpublish, weight: 'danger' }))}`,
    }),
  })}`
