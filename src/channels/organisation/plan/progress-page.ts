import type { FastifyReply } from 'fastify'
import { storeEvidence } from '#documents'
import { html, none, type Html } from '#html'
import { newId } from '#kernel'
import { button, buttons, details, errorSummary, postForm, section } from '#look'
import {
  addEvidence,
  type Evidence,
  evidenceOf,
  inForceOn,
  type Measure,
  MOST,
  stateOf,
  type StoredFile,
  tellState,
  versionOn,
  withdrawEvidence,
} from '#plans'
import { PATHS, planReading as reading } from '#portal'
import { type Form, sentBy, type Upload, valueIn } from '#web'
import {
  choice,
  day,
  drawn,
  faultOf,
  file,
  line,
  paragraph,
  readFields,
  sentenceOf,
  textIn,
  type Typed,
} from './fields.ts'
import { doneAt, type PlanVisit, said, sendPlan, sendPlanNotFound, withPlan } from './frame.ts'
import { measurePage, words } from './words.ts'

/*
 * One page, though long: where a measure stands and what shows it are told at the same place, in three small forms.
 */

const w = words.progress

const STATE = [
  choice('state', w.state, reading.words.fr.states, { why: w.stateWhy }),
  paragraph('reason', { label: w.reason, why: w.reasonWhy }, { most: MOST.reason, optional: true }),
]
const EVIDENCE = [
  line('says', { label: w.says, why: w.saysWhy, example: w.saysExample }, { most: MOST.says }),
  day('day', { label: w.day }),
  line(
    'href',
    { label: w.href, why: w.hrefWhy, example: w.hrefExample },
    { most: MOST.href, optional: true },
  ),
  file('file', { label: w.file, why: w.fileWhy }, { most: 1, optional: true }),
]
const withdrawal = (all: readonly Evidence[]) => [
  choice('evidence', w.withdrawWhich, Object.fromEntries(all.map(({ id, says }) => [id, says]))),
  paragraph('withdrawReason', { label: w.withdrawReason, why: w.withdrawReasonWhy }, { most: MOST.reason }),
]

/** Which of the three forms is shown with what was typed. */
type Said = { of: 'state' | 'evidence' | 'withdrawal'; typed: Typed; refusal?: string | undefined }

export const progressPage = withPlan((visit) => sendProgress(visit))

const measureOf = ({ plan, today, params }: PlanVisit): Measure | undefined =>
  (versionOn(plan, today) ?? plan.versions.at(-1))?.measures.find(({ id }) => id === params['measure'])

const sendProgress = async (visit: PlanVisit, sent?: Said): Promise<FastifyReply> => {
  const { plan, today, isPlanner } = visit
  const measure = measureOf(visit)
  if (!measure) return sendPlanNotFound(visit)
  const version = versionOn(plan, today) ?? plan.versions.at(-1)!
  const isFaulty = !!sent
  const { organisation } = plan
  const publicPage = PATHS.planMeasure.fr
    .replace(':organisation', encodeURIComponent(organisation))
    .replace(':measure', measure.id)
  const mayTell = isPlanner && inForceOn(plan, today) !== null
  return sendPlan(visit, {
    title: w.title(measure.title.fr),
    status: isFaulty ? 422 : 200,
    error: isFaulty,
    layout: 'reading',
    breadcrumbs: [{ label: measure.title.fr }],
    body: html`${errorSummary({ language: 'fr', faults: sent?.typed.faults ?? {} })}
      <h1>${measure.title.fr}</h1>
      ${said(visit, sent?.refusal)}
      <p>${reading.stateTag(stateOf(plan, measure.id), reading.isLate(plan, measure, today), 'fr')}</p>
      ${reading.paragraphs(measure.description, 'fr')}
      ${reading.factsOf(measure, version, organisation, 'fr', today, measurePage)}
      ${mayTell ? statePart(visit, measure, sent) : html`<p>${isPlanner ? w.notInForce : w.readOnly}</p>`}
      ${evidencePart(visit, measure, mayTell, sent)}
      <p><a href="${publicPage}">${w.publicPage}</a></p>`,
  })
}

const typedOf = (sent: Said | undefined, of: Said['of'], otherwise: Form): Typed =>
  sent?.of === of ? sent.typed : { form: otherwise, faults: {} }

const statePart = ({ plan }: PlanVisit, { id }: Measure, sent?: Said): Html => {
  const now: Form = new Map([['state', [stateOf(plan, id)]]])
  return postForm({
    language: 'fr',
    action: measurePage(id),
    hidden: { key: newId() },
    body: html`${drawn(STATE, typedOf(sent, 'state', now))}${buttons(button({ label: w.tell, act: 'etat' }))}`,
  })
}

const evidencePart = ({ plan, today }: PlanVisit, measure: Measure, mayTell: boolean, sent?: Said): Html => {
  const all = evidenceOf(plan, measure.id)
  const [year = '', month = '', dayOfMonth = ''] = today.split('-')
  const otherwise: Form = new Map([
    ['day.year', [year]],
    ['day.month', [month]],
    ['day.day', [dayOfMonth]],
  ])
  return section({
    title: w.evidence,
    id: 'preuves',
    body: html`<p>${w.evidenceWhy}</p>
      ${
        all.length === 0
          ? html`<p>${w.evidenceNone}</p>`
          : html`<ul class="flow">
              ${all.map((one) => html`<li>${reading.evidenceLine(plan, one, 'fr')}</li>`)}
            </ul>`
      }
      ${
        mayTell
          ? details({
              summary: w.add,
              open: sent?.of === 'evidence',
              body: postForm({
                language: 'fr',
                action: measurePage(measure.id),
                files: true,
                hidden: { key: newId() },
                body: html`${drawn(EVIDENCE, typedOf(sent, 'evidence', otherwise))}
                  ${buttons(button({ label: w.send, act: 'preuve' }))}`,
              }),
            })
          : none
      }
      ${mayTell && all.length > 0 ? withdrawPart(measure, all, sent) : none}`,
  })
}

const withdrawPart = ({ id }: Measure, all: readonly Evidence[], sent?: Said): Html =>
  details({
    summary: w.withdrawTitle,
    open: sent?.of === 'withdrawal',
    body: postForm({
      language: 'fr',
      action: measurePage(id),
      hidden: { key: newId() },
      body: html`${drawn(withdrawal(all), typedOf(sent, 'withdrawal', new Map()))}
        ${buttons(button({ label: w.withdrawSend, act: 'retirer-preuve', weight: 'danger' }))}`,
    }),
  })

/** Tells a state, adds evidence or withdraws it, as the button says. */
export const progressSent = withPlan(async (visit): Promise<FastifyReply> => {
  const measure = measureOf(visit)
  if (!measure) return sendPlanNotFound(visit)
  const { form, uploads } = await sentBy(visit.request, { files: true })
  const act = valueIn(form, '_do')
  if (act === 'preuve' || form.has('says')) return evidenceSent(visit, measure, form, uploads)
  if (act === 'retirer-preuve' || form.has('withdrawReason')) return withdrawalSent(visit, measure, form)
  return stateSent(visit, measure, form)
})

const stateSent = async (visit: PlanVisit, { id }: Measure, form: Form): Promise<FastifyReply> => {
  const { faults } = readFields(STATE, form)
  if (Object.keys(faults).length > 0) return sendProgress(visit, { of: 'state', typed: { form, faults } })
  const done = await visit.platform.plans.perform(visit.agent, tellState, {
    key: valueIn(form, 'key'),
    measure: id,
    state: valueIn(form, 'state'),
    reason: valueIn(form, 'reason'),
  })
  if (done.ok) return doneAt(visit, measurePage(id), 'etat')
  const at = faultOf(done, STATE)
  const typed = { form, faults: at ?? {} }
  return sendProgress(visit, { of: 'state', typed, refusal: at ? undefined : sentenceOf(done) })
}

const FILE_FAULTS = {
  'file-empty': 'Ce fichier est vide. Choisissez-en un autre.',
  'file-too-large': 'Ce fichier dépasse 10 Mo. Choisissez-en un plus petit.',
  'file-type-not-accepted': 'Joignez un PDF ou une image (JPEG, PNG, WebP ou HEIC).',
} as const

const evidenceSent = async (
  visit: PlanVisit,
  { id }: Measure,
  form: Form,
  uploads: readonly Upload[],
): Promise<FastifyReply> => {
  const { platform, agent } = visit
  const { values, faults } = readFields(EVIDENCE, form)
  const again = (more: Record<string, string>, refusal?: string) =>
    sendProgress(visit, { of: 'evidence', typed: { form, faults: more }, refusal })
  if (Object.keys(faults).length > 0) return again(faults)
  const stored = await storedFile(
    visit,
    uploads.find(({ field }) => field === 'file'),
  )
  if (stored && 'fault' in stored) return again({ file: FILE_FAULTS[stored.fault] })
  const done = await platform.plans.perform(agent, addEvidence, {
    key: valueIn(form, 'key'),
    measure: id,
    says: textIn(values, 'says'),
    day: textIn(values, 'day'),
    href: textIn(values, 'href'),
    file: stored,
  })
  if (done.ok) return doneAt(visit, measurePage(id), 'preuve')
  const at = faultOf(done, EVIDENCE)
  return again(at ?? {}, at ? undefined : sentenceOf(done))
}

type FileFault = keyof typeof FILE_FAULTS

/** Kept before the act names it. A form never says what a file is: it is asked again when something else was wrong. */
const storedFile = async (
  { platform }: PlanVisit,
  upload: Upload | undefined,
): Promise<StoredFile | { fault: FileFault } | null> => {
  if (!upload) return null
  if (upload.tooLarge) return { fault: 'file-too-large' }
  const stored = await storeEvidence(platform.db, upload.bytes, platform.clock())
  return stored.ok ? { ...stored.value, name: upload.name } : { fault: stored.refusal }
}

const withdrawalSent = async (visit: PlanVisit, { id }: Measure, form: Form): Promise<FastifyReply> => {
  const { platform, agent, plan } = visit
  const asked = withdrawal(evidenceOf(plan, id))
  const { values, faults } = readFields(asked, form)
  const again = (more: Record<string, string>, refusal?: string) =>
    sendProgress(visit, { of: 'withdrawal', typed: { form, faults: more }, refusal })
  if (Object.keys(faults).length > 0) return again(faults)
  const done = await platform.plans.perform(agent, withdrawEvidence, {
    key: valueIn(form, 'key'),
    measure: id,
    evidence: textIn(values, 'evidence'),
    reason: textIn(values, 'withdrawReason'),
  })
  if (done.ok) return doneAt(visit, measurePage(id), 'retirer-preuve')
  if (done.refusal === 'reason-missing') return again({ withdrawReason: sentenceOf(done) })
  return again({}, sentenceOf(done))
}
