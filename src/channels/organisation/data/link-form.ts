import type { FastifyReply } from 'fastify'
import { html, none, type Html } from '#html'
import { newId } from '#kernel'
import { button, buttons, errorSummary, inset, linkButton, postForm } from '#look'
import { FORMATS, type Suspicion } from '#opendata'
import { sentBy, valueIn } from '#web'
import { line, select, type Typed } from '../consultations/fields.ts'
import { sendOrganisation } from '../frame.ts'
import { personalWarnings } from './access-page.ts'
import { crumbs, titles } from './file-form.ts'
import { type DatasetVisit, faultsOf } from './for-data.ts'
import { datasetAt, FORMAT_WORDS, words } from './words.ts'

const { link: w } = words

/** An address of elsewhere is visited at once, and published when what is there is what it says. */
export const linkForm = (visit: DatasetVisit): Promise<FastifyReply> =>
  sendForm(visit, { form: new Map(), faults: {} }, [])

export const linkSent = async (visit: DatasetVisit): Promise<FastifyReply> => {
  const { platform, agent, dataset, request, reply } = visit
  const { form } = await sentBy(request)
  const done = await platform.opendata.link(agent, dataset.id, {
    key: valueIn(form, 'key'),
    titleFr: valueIn(form, 'titleFr'),
    titleEn: valueIn(form, 'titleEn'),
    url: valueIn(form, 'url'),
    format: valueIn(form, 'format'),
    confirmed: form.has('confirmed'),
  })
  if (done.ok) return reply.redirect(`${datasetAt(dataset.id)}?fait=lie`, 303)
  const typed = new Map(form)
  if (done.refusal === 'key-malformed') typed.delete('key')
  const isWarned = done.refusal === 'warnings-unconfirmed'
  const personal = isWarned ? (done.details['personal'] as Suspicion[]) : []
  const at = isWarned ? 'confirmed' : done.refusal === 'format-unknown' ? 'format' : 'url'
  return sendForm(visit, { form: typed, faults: faultsOf(done, at) }, personal)
}

const sendForm = (
  visit: DatasetVisit,
  typed: Typed,
  personal: readonly Suspicion[],
): Promise<FastifyReply> => {
  const { dataset } = visit
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
      ${postForm({
        language: 'fr',
        action: `${datasetAt(dataset.id)}/lien`,
        hidden: { key: typed.form.get('key')?.[0] ?? newId() },
        body: html`${titles(typed)}
        ${line('url', typed, { label: w.url, why: w.urlExample, most: 2_000 })}
        ${select('format', typed, {
          label: w.format,
          none: w.pickFormat,
          options: Object.keys(FORMATS).map((value) => ({
            value,
            label: FORMAT_WORDS[value as keyof typeof FORMATS],
          })),
        })}
        ${personal.length > 0 ? confirming(personal) : none}
        ${buttons(
          button({ label: w.send }),
          linkButton({ label: words.cancel, href: datasetAt(dataset.id), weight: 'quiet' }),
        )}`,
      })}
    </div>`,
  })
}

const confirming = (personal: readonly Suspicion[]): Html =>
  html`${inset(personalWarnings(personal))}
    <div class="choices">
      <div class="choice">
        <input type="checkbox" id="confirmed" name="confirmed" value="yes"><label for="confirmed">${w.confirm}</label>
      </div>
    </div>`
