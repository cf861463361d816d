import type { FastifyReply } from 'fastify'
import { html } from '#html'
import { button, buttons, errorSummary, inset, linkButton, postForm } from '#look'
import { sentBy, valueIn } from '#web'
import { oneOf, paragraph, select, type Typed } from '../consultations/fields.ts'
import { sendOrganisation } from '../frame.ts'
import { crumbs } from './file-form.ts'
import { type DatasetVisit, faultsOf } from './for-data.ts'
import { datasetAt, REASON_WORDS, words } from './words.ts'

const { withdraw: w } = words
const MOST_OFFERED = 500

/** A dataset is withdrawn with a reason that everybody reads: its entry stays. */
export const withdrawForm = (visit: DatasetVisit): Promise<FastifyReply> =>
  sendForm(visit, { form: new Map(), faults: {} })

export const withdrawSent = async (visit: DatasetVisit): Promise<FastifyReply> => {
  const { platform, agent, dataset, request, reply } = visit
  const { form } = await sentBy(request)
  const done = await platform.opendata.withdraw(agent, dataset.id, {
    reason: valueIn(form, 'reason'),
    words: valueIn(form, 'words'),
    replacedBy: valueIn(form, 'replacedBy'),
  })
  // Withdrawn already, by the same form sent twice or from another tab: its page says so.
  if (done.ok || done.refusal === 'dataset-withdrawn')
    return reply.redirect(`${datasetAt(dataset.id)}?fait=retire`, 303)
  const at = done.refusal === 'replacement-unknown' ? 'replacedBy' : form.has('reason') ? 'words' : 'reason'
  return sendForm(visit, { form, faults: faultsOf(done, at) })
}

const sendForm = async (visit: DatasetVisit, typed: Typed): Promise<FastifyReply> => {
  const { platform, dataset } = visit
  const { organisation } = dataset
  const { datasets } = await platform.opendata.search(
    { organisation },
    { sort: 'title', limit: MOST_OFFERED, offset: 0 },
  )
  const isFaulty = Object.keys(typed.faults).length > 0
  const title = w.title(dataset.title.fr)
  return sendOrganisation(visit, {
    title,
    current: 'data',
    status: isFaulty ? 422 : 200,
    error: isFaulty,
    breadcrumbs: crumbs(visit, words.page.withdraw),
    body: html`<div class="measure flow">
      ${errorSummary({ language: 'fr', faults: typed.faults })}
      <h1>${title}</h1>
      <p class="lead">${w.lead}</p>
      ${inset(html`<p>${w.counts}</p>`)}
      ${postForm({
        language: 'fr',
        action: `${datasetAt(dataset.id)}/retirer`,
        body: html`${oneOf('reason', typed, { label: w.reason, options: REASON_WORDS })}
        ${paragraph('words', typed, { label: w.words, most: 1_000 })}
        ${select('replacedBy', typed, {
          label: w.replacedBy,
          none: w.replacedByNone,
          options: datasets
            .filter(({ id, state }) => id !== dataset.id && state !== 'withdrawn')
            .map(({ id, title: { fr } }) => ({ value: id, label: fr })),
        })}
        ${buttons(
          button({ label: w.send, weight: 'danger' }),
          linkButton({ label: words.cancel, href: datasetAt(dataset.id), weight: 'quiet' }),
        )}`,
      })}
    </div>`,
  })
}
