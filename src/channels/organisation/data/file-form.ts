import type { FastifyReply } from 'fastify'
import { html, type Html } from '#html'
import { newId } from '#kernel'
import { button, buttons, errorSummary, linkButton, postForm } from '#look'
import type { Distribution } from '#opendata'
import { valueIn } from '#web'
import { line, type Typed } from '../consultations/fields.ts'
import { sendOrganisation } from '../frame.ts'
import { type DatasetVisit, faultsOf } from './for-data.ts'
import { receiving } from './received.ts'
import { accessAt, DATA, datasetAt, words } from './words.ts'

const { file: w } = words

/** A file is sent, read, and waits to be looked at; `acces` names the distribution of which it is another version. */
export const fileForm = (visit: DatasetVisit): Promise<FastifyReply> => {
  const { dataset, query } = visit
  return sendForm(visit, knownOf(visit, query.get('acces') ?? ''), {
    form: new Map(dataset.distributions.length === 0 ? [['titleFr', [dataset.title.fr]]] : []),
    faults: {},
  })
}

export const fileSent = (visit: DatasetVisit): Promise<FastifyReply> =>
  receiving(visit.request, async ({ form, file }) => {
    const { platform, agent, dataset, reply } = visit
    const known = knownOf(visit, valueIn(form, 'distribution'))
    const done = await platform.opendata.send(agent, dataset.id, {
      key: valueIn(form, 'key'),
      titleFr: known?.title.fr ?? valueIn(form, 'titleFr'),
      titleEn: known?.title.en ?? valueIn(form, 'titleEn'),
      distribution: known?.id ?? '',
      name: file.name,
      format: '',
      chunks: file.chunks,
    })
    if (done.ok) return reply.redirect(accessAt(dataset.id, done.value.distribution), 303)
    const typed = new Map(form)
    if (done.refusal === 'key-malformed') typed.delete('key')
    return sendForm(visit, known, { form: typed, faults: faultsOf(done, 'file') })
  })

const knownOf = ({ dataset }: DatasetVisit, id: string): Distribution | null =>
  dataset.distributions.find((one) => one.id === id && one.kind === 'upload' && one.status !== 'withdrawn') ??
  null

const sendForm = (visit: DatasetVisit, known: Distribution | null, typed: Typed): Promise<FastifyReply> => {
  const { dataset } = visit
  const isFaulty = Object.keys(typed.faults).length > 0
  const title = known ? w.newVersion(known.title.fr) : w.title
  return sendOrganisation(visit, {
    title,
    current: 'data',
    status: isFaulty ? 422 : 200,
    error: isFaulty,
    breadcrumbs: crumbs(visit, title),
    body: html`<div class="measure flow">
      ${errorSummary({ language: 'fr', faults: typed.faults, fileLost: true })}
      <h1>${title}</h1>
      <p class="lead">${w.lead}</p>
      ${postForm({
        language: 'fr',
        action: `${datasetAt(dataset.id)}/fichier`,
        files: true,
        hidden: { key: typed.form.get('key')?.[0] ?? newId(), distribution: known?.id ?? '' },
        body: html`${!known && titles(typed)}${fileField(typed)}${buttons(
          button({ label: w.send, icon: 'upload' }),
          linkButton({ label: words.cancel, href: datasetAt(dataset.id), weight: 'quiet' }),
        )}`,
      })}
    </div>`,
  })
}

export const crumbs = ({ dataset }: DatasetVisit, label: string) => [
  { label: words.title, href: DATA },
  { label: dataset.title.fr, href: datasetAt(dataset.id) },
  { label },
]

/** How one way to have the data is called. */
export const titles = (typed: Typed): Html =>
  html`${line('titleFr', typed, { label: w.name, why: w.nameExample, most: 150 })}
  ${line('titleEn', typed, { label: w.nameEn, most: 150, optional: true })}`

/** The one field of files that takes more than a dossier's evidence: its rules are its own. */
const fileField = ({ faults }: Typed): Html => {
  const fault = faults['file']
  return html`<div class="${fault ? 'field faulty' : 'field'}">
    <label class="label" for="file">${w.file}</label>
    <p class="hint" id="file-rules">${w.rules} ${w.columnsOf}</p>
    ${fault && html`<p class="fault" id="file-fault"><span class="unseen">Erreur : </span>${fault}</p>`}
    <div class="drop">
      <input
        type="file"
        id="file"
        name="file"
        accept=".csv,.json,.geojson,text/csv,application/json,application/geo+json"
        aria-describedby="${fault ? 'file-rules file-fault' : 'file-rules'}"
      >
    </div>
  </div>`
}
