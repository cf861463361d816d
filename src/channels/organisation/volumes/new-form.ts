import type { FastifyReply, FastifyRequest } from 'fastify'
import { needOf } from '#catalogue'
import type { Visit } from '#desk'
import { MOST_BYTES, receiveFile, type ReceivedFile, storeEvidence } from '#documents'
import { html, type Html } from '#html'
import { newId } from '#kernel'
import { button, buttons, errorSummary, type Faults, linkButton, needField, postForm } from '#look'
import { MOST_FILE_BYTES, type VolumeRefusal } from '#volumes'
import { type Form, refusedWith, valueIn } from '#web'
import { sendOrganisation } from '../frame.ts'
import { importPage, NEW, REFUSALS, TEMPLATE, VOLUMES, words } from './words.ts'

const w = words.form

/** The form of a file to import. */
export const newForm = (visit: Visit): Promise<FastifyReply> =>
  visit.platform.volumes.mayImport(visit.agent)
    ? sendForm(visit, DEFAULTS, {})
    : sendOrganisation(visit, {
        status: 403,
        current: 'volumes',
        title: words.refused,
        breadcrumbs: [{ label: words.title, href: VOLUMES }, { label: w.title }],
        body: html`<h1>${words.refused}</h1>
          <p>${REFUSALS['planner-needed']({})}</p>
          ${linkButton({ label: words.back, href: VOLUMES })}`,
      })

const DEFAULTS: Form = new Map([
  ['known', ['replace']],
  ['repeated', ['refuse']],
  ['provenance', ['declared']],
])

export const sent = async (visit: Visit): Promise<FastifyReply> => {
  const { platform, agent, request, reply } = visit
  if (!platform.volumes.mayImport(agent)) return newForm(visit)
  const came = await readParts(request)
  try {
    const done = await imported(visit, came)
    if (!done.ok) return sendForm(visit, came.form, done.faults)
    await platform.volumes.settled()
    return reply.redirect(importPage(done.id), 303)
  } finally {
    await came.file?.letGo()
  }
}

type Came = {
  form: Form
  file: (ReceivedFile & { name: string }) | null
  fault: string | null
  evidence: Evidence | null
}
type Evidence = { name: string; bytes: Buffer }

/** The parts as they come: the file goes to the disk by stream, whatever its size; the rest is small. */
const readParts = async (request: FastifyRequest): Promise<Came> => {
  const came: Came = { form: new Map(), file: null, fault: null, evidence: null }
  if (!request.isMultipart()) return { ...came, form: new Map(DEFAULTS) }
  try {
    await takeParts(request, came)
    return came
  } catch (error) {
    await came.file?.letGo()
    // What the parser finds wrong in a form has no status of its own: it is the sender's fault, never ours.
    throw (error as { statusCode?: number }).statusCode
      ? error
      : refusedWith(400, 'a form that cannot be read')
  }
}

const takeParts = async (request: FastifyRequest, came: Came): Promise<void> => {
  const limits = { fileSize: MOST_FILE_BYTES + 1, files: 2, fields: 20, fieldSize: 1_000 }
  for await (const part of request.parts({ limits })) {
    if (part.type === 'field') {
      came.form.set(part.fieldname, [typeof part.value === 'string' ? part.value : ''])
      continue
    }
    if (part.fieldname === 'file' && !came.file && !came.fault && part.filename) {
      const received = await receiveFile(part.file, MOST_FILE_BYTES)
      if (received.ok) came.file = { ...received.value, name: part.filename }
      else came.fault = received.refusal
    } else if (part.fieldname === 'evidence' && part.filename) {
      came.evidence = { name: part.filename, bytes: await atMost(part.file, MOST_BYTES) }
    }
    // What is not read keeps the sender waiting.
    part.file.resume()
  }
}

/** One byte more than is taken tells that there was more. */
const atMost = async (chunks: AsyncIterable<Buffer>, most: number): Promise<Buffer> => {
  const all: Buffer[] = []
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.length
    if (size <= most + 65_536) all.push(chunk)
  }
  return Buffer.concat(all)
}

type Imported = { ok: true; id: string } | { ok: false; faults: Faults }

const imported = async ({ platform, agent }: Visit, came: Came): Promise<Imported> => {
  const { form, file } = came
  if (came.fault) return faulty('file', came.fault as VolumeRefusal)
  if (!file) return faulty('file', 'file-missing')
  const isProven = valueIn(form, 'provenance') === 'imported'
  if (isProven && !came.evidence) return { ok: false, faults: { evidence: w.evidenceMissing } }
  const kept = isProven ? await storeEvidence(platform.db, came.evidence!.bytes, platform.clock()) : null
  if (kept && !kept.ok) return faulty('evidence', 'evidence-not-accepted')
  const done = await platform.volumes.receive(agent, {
    key: valueIn(form, 'key'),
    file,
    said: {
      repeated: valueIn(form, 'repeated') === 'add' ? 'add' : 'refuse',
      known: valueIn(form, 'known') === 'add' ? 'add' : 'replace',
      provenance: kept ? 'imported' : 'declared',
      evidence: kept?.ok ? { digest: kept.value.digest, name: came.evidence!.name.slice(0, 120) } : null,
    },
  })
  return done.ok ? { ok: true, id: done.value.id } : faulty('file', done.refusal, done.details)
}

const faulty = (path: string, refusal: VolumeRefusal, details: Record<string, unknown> = {}): Imported => ({
  ok: false,
  faults: { [path]: REFUSALS[refusal](details) },
})

const sendForm = (visit: Visit, form: Form, faults: Faults): Promise<FastifyReply> => {
  const isFaulty = Object.keys(faults).length > 0
  return sendOrganisation(visit, {
    title: w.title,
    current: 'volumes',
    status: isFaulty ? 422 : 200,
    error: isFaulty,
    breadcrumbs: [{ label: words.title, href: VOLUMES }, { label: w.title }],
    body: html`<div class="measure flow">
      ${errorSummary({ language: 'fr', faults, fileLost: true })}
      <h1>${w.title}</h1>
      <p class="lead">${w.kicker}</p>
      <p><a href="${TEMPLATE}">${words.template}</a></p>
      ${postForm({
        language: 'fr',
        action: NEW,
        files: true,
        // A file that was refused was not kept: the next one is another.
        hidden: { key: newId() },
        body: html`${fields(form, faults)}${buttons(
          button({ label: w.send }),
          linkButton({ label: words.cancel, href: VOLUMES, weight: 'quiet' }),
        )}`,
      })}
    </div>`,
  })
}

const fields = (form: Form, faults: Faults): Html => {
  const shared = { language: 'fr' as const, form, faults }
  const oneOf = (name: string, options: readonly string[]) =>
    needOf(name, 'one-of', { options: [...options], party: 'agent' })
  return html`${needField({
    ...shared,
    need: needOf('file', 'file', { most: 1, party: 'agent' }),
    words: { label: w.file, why: w.fileWhy },
    fileRules: { words: w.rules, accept: '.csv,text/csv', mostBytes: MOST_FILE_BYTES },
  })}${needField({
    ...shared,
    need: oneOf('known', ['replace', 'add']),
    words: { label: w.known, why: w.knownWhy, options: w.knownOptions },
  })}${needField({
    ...shared,
    need: oneOf('repeated', ['refuse', 'add']),
    words: { label: w.repeated, options: w.repeatedOptions },
  })}${needField({
    ...shared,
    need: oneOf('provenance', ['declared', 'imported']),
    words: { label: w.provenance, options: w.provenanceOptions },
  })}${needField({
    ...shared,
    need: needOf('evidence', 'file', { most: 1, optional: true, party: 'agent' }),
    words: { label: w.evidence, why: w.evidenceWhy },
    fileRules: { words: 'PDF, JPEG, PNG', accept: '.pdf,.jpg,.jpeg,.png', mostBytes: MOST_BYTES },
  })}`
}
