import type { FastifyReply } from 'fastify'
import { html, type Html } from '#html'
import { newId } from '#kernel'
import { button, buttons, emptyState, errorSummary, linkButton, postForm } from '#look'
import type { Source } from '#opendata'
import { sentBy, valueIn } from '#web'
import { oneOf, type Typed } from '../consultations/fields.ts'
import { sendOrganisation } from '../frame.ts'
import { crumbs } from './file-form.ts'
import { type DatasetVisit, faultsOf } from './for-data.ts'
import { datasetAt, words } from './words.ts'

const { query: w } = words

/** One of the platform's own sources, from a closed list: nobody types a query. */
export const queryForm = (visit: DatasetVisit): Promise<FastifyReply> =>
  sendForm(visit, { form: new Map(), faults: {} })

export const querySent = async (visit: DatasetVisit): Promise<FastifyReply> => {
  const { platform, agent, dataset, request, reply } = visit
  const { form } = await sentBy(request)
  const source = valueIn(form, 'source')
  const title = platform.opendata.sourcesFor(agent).find(({ id }) => id === source)?.title
  const done = await platform.opendata.query(agent, dataset.id, {
    key: valueIn(form, 'key'),
    titleFr: title?.fr ?? source,
    titleEn: title?.en ?? '',
    source,
  })
  if (done.ok) return reply.redirect(`${datasetAt(dataset.id)}?fait=publie`, 303)
  const typed = new Map(form)
  if (done.refusal === 'key-malformed') typed.delete('key')
  return sendForm(visit, { form: typed, faults: faultsOf(done, 'source', { titleFr: 'source' }) })
}

const sendForm = (visit: DatasetVisit, typed: Typed): Promise<FastifyReply> => {
  const { platform, agent, dataset } = visit
  const sources = platform.opendata.sourcesFor(agent)
  const isFaulty = Object.keys(typed.faults).length > 0
  return sendOrganisation(visit, {
    title: w.title,
    current: 'data',
    status: isFaulty ? 422 : 200,
    error: isFaulty,
    breadcrumbs: crumbs(visit, w.title),
    body: html`<div class="measure flow">
      ${errorSummary({ language: 'fr', faults: typed.faults })}
      <h1>${w.title}</h1>
      <p class="lead">${w.lead}</p>
      ${
        sources.length === 0
          ? emptyState({ title: w.none.title, body: w.none.text })
          : postForm({
              language: 'fr',
              action: `${datasetAt(dataset.id)}/requete`,
              hidden: { key: typed.form.get('key')?.[0] ?? newId() },
              body: html`${choice(sources, typed)}${buttons(
                button({ label: w.send }),
                linkButton({ label: words.cancel, href: datasetAt(dataset.id), weight: 'quiet' }),
              )}`,
            })
      }
    </div>`,
  })
}

const choice = (sources: readonly Source[], typed: Typed): Html =>
  oneOf('source', typed, {
    label: w.source,
    options: Object.fromEntries(
      sources.map(({ id, title, columns }) => [
        id,
        `${title.fr}. ${w.columns(columns.map(({ name }) => name).join(', '))}`,
      ]),
    ),
  })
