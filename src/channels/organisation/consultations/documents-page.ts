import type { FastifyReply } from 'fastify'
import type { Attachment } from '#consultations'
import { needOf } from '#catalogue'
import { storeEvidence } from '#documents'
import { html, type Html } from '#html'
import { formatFileSize } from '#kernel'
import { button, buttons, errorSummary, linkButton, needField, postForm, table } from '#look'
import { sentBy, valueIn } from '#web'
import { line, type Typed } from './fields.ts'
import { type OwnVisit, refusedNotice, sendOwn, toWrite } from './own.ts'
import { at, words } from './words.ts'

const w = words.documents

/** What one has to read to answer. */
export const documentsPage = toWrite((visit) => send(visit, { form: new Map(), faults: {} }, null))

const send = (
  visit: OwnVisit,
  typed: Typed,
  refusal: Parameters<typeof refusedNotice>[0],
): Promise<FastifyReply> => {
  const { id, documents } = visit.consultation
  return sendOwn(visit, {
    page: 'documents',
    title: w.title,
    faults: typed.faults,
    status: refusal ? 422 : undefined,
    body: html`${errorSummary({ language: 'fr', faults: typed.faults })} ${refusedNotice(refusal)}
      <p>${w.lead}</p>
      ${documents.length === 0 ? html`<p>${w.none}</p>` : list(id, documents)}
      <div class="measure">
        ${postForm({
          language: 'fr',
          action: at(id, 'documents'),
          files: true,
          body: html`${needField({ need: needOf('file', 'file', { party: 'agent' }), words: { label: w.file }, language: 'fr', form: typed.form, faults: typed.faults })}
            ${line('name', typed, { label: w.name, why: w.nameWhy, most: 120, optional: true })}
            ${buttons(button({ label: w.add, act: 'ajouter' }), linkButton({ label: words.announce.cancel, href: at(id), weight: 'quiet' }))}`,
        })}
      </div>`,
  })
}

const list = (id: string, documents: readonly Attachment[]): Html => html`<form
  method="post"
  action="${at(id, 'documents')}"
  data-once
>
  ${table<Attachment>({
    language: 'fr',
    caption: w.title,
    unseenCaption: true,
    rows: documents,
    empty: html`<p>${w.none}</p>`,
    columns: [
      {
        id: 'name',
        label: w.file,
        heads: true,
        cell: ({ name }) => html`<span class="verbatim">${name}</span>`,
      },
      { id: 'size', label: 'Taille', numeric: true, cell: ({ size }) => formatFileSize(size, 'fr') },
      {
        id: 'act',
        label: w.remove,
        unseenLabel: true,
        cell: ({ digest }) =>
          button({
            label: w.remove,
            about: w.nth(documents.findIndex((one) => one.digest === digest) + 1),
            act: `retirer:${digest}`,
            weight: 'quiet',
          }),
      },
    ],
  })}
</form>`

export const changeDocuments = toWrite(async (visit) => {
  const { platform, agent, consultation, request, reply } = visit
  const { form, uploads } = await sentBy(request, { files: true })
  const [act, which] = valueIn(form, '_do').split(':')
  const fault = (key: string) =>
    send(visit, { form, faults: { file: w.faults[key] ?? w.faults['file-missing']! } }, null)
  let documents = consultation.documents.filter(({ digest }) => act !== 'retirer' || digest !== which)
  if (act !== 'retirer') {
    const [upload] = uploads
    if (!upload) return fault('file-missing')
    if (upload.tooLarge) return fault('file-too-large')
    const stored = await storeEvidence(platform.db, upload.bytes, platform.clock())
    if (!stored.ok) return fault(stored.refusal)
    const name = valueIn(form, 'name').trim().slice(0, 120) || upload.name
    documents = [
      ...documents.filter(({ digest }) => digest !== stored.value.digest),
      { ...stored.value, name },
    ]
  }
  const done = await platform.consultations.edit(agent, consultation.id, { documents })
  if (!done.ok) return send(visit, { form, faults: {} }, done.refusal)
  return reply.redirect(
    `${at(consultation.id, 'documents')}?fait=${act === 'retirer' ? 'retiree' : 'ajoutee'}`,
    303,
  )
})
