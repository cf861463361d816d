import type { FastifyReply } from 'fastify'
import { html } from '#html'
import { isId, newId, typedShare } from '#kernel'
import { type Draft, type Drafted, MOST, type OwnTarget, PERIODS, writeOwnTarget } from '#plans'
import { planReading as reading } from '#portal'
import { sentBy, valueIn } from '#web'
import { changedNotice } from './changed.ts'
import { sendDraftForm } from './draft-form.ts'
import {
  bothIn,
  choice,
  faultOf,
  line,
  NOTHING,
  readFields,
  sentenceOf,
  textIn,
  type Typed,
  typedFrom,
} from './fields.ts'
import { doneAt, type PlanVisit, sendPlanNotFound, withPlan } from './frame.ts'
import { DRAFT, draftTarget, NEW, PLAN, words } from './words.ts'

const w = words.target
const PERIOD_WORDS = Object.fromEntries(PERIODS.map((one) => [one, reading.words.fr.periods[one]]))

const FRENCH = [
  line('wording', { label: w.wording, why: w.wordingWhy, example: w.wordingExample }, { most: MOST.title }),
  line('unit', { label: w.unit, why: w.unitWhy, example: w.unitExample }, { most: MOST.owner }),
  choice('rule', w.rule, w.rules),
  line('share', { label: w.share, example: w.shareExample }, { most: 10 }),
  choice('period', w.period, PERIOD_WORDS),
]
const ENGLISH = [
  line('wordingEn', { label: w.wordingEn }, { most: MOST.title, optional: true }),
  line('unitEn', { label: w.unitEn }, { most: MOST.owner, optional: true }),
]
const ALL = [...FRENCH, ...ENGLISH]

/** A target of the organisation's own, to be written or changed. */
export const targetForm = withPlan(async (visit): Promise<FastifyReply> => {
  const { plan, isPlanner, params, reply } = visit
  const { draft } = plan
  if (!draft || !isPlanner) return reply.redirect(draft ? DRAFT : PLAN, 303)
  if (params['target'] === NEW) return sendForm(visit, draft, { id: newId(), revision: 0 }, NOTHING)
  const target = draft.targets.find(({ id }) => id === params['target'])
  if (!target) return sendPlanNotFound(visit)
  return sendForm(visit, draft, target, { form: formOf(target), faults: {} })
})

const formOf = (one: Drafted<OwnTarget>) =>
  typedFrom(ALL, {
    ...one,
    wording: one.wording.fr,
    wordingEn: one.wording.en,
    unit: one.unit.fr,
    unitEn: one.unit.en,
    share: percentTyped(one.share),
  })

const percentTyped = (share: number): string => String(Math.round(share * 10_000) / 100).replace('.', ',')

type Place = { id: string; revision: number }
type More = { refusal?: string | undefined; theirs?: Drafted<OwnTarget> | undefined }

const sendForm = (
  visit: PlanVisit,
  draft: Draft,
  { id, revision }: Place,
  typed: Typed,
  { refusal, theirs }: More = {},
): Promise<FastifyReply> => {
  const known = draft.targets.find((one) => one.id === id)
  return sendDraftForm(visit, {
    title: known ? words.draft.editing(known.wording.fr) : w.new,
    heading: known ? known.wording.fr : w.new,
    crumb: known ? words.draft.edit : w.new,
    action: draftTarget(known ? id : NEW),
    hidden: { id, revision: String(revision) },
    french: FRENCH,
    english: ENGLISH,
    words: w,
    typed,
    refusal,
    changed: theirs ? changedNotice<Drafted<OwnTarget>>(theirs, targetIn(typed), visit.plan) : null,
    lead: html`<p>${words.draft.targetsWhy}</p>`,
  })
}

const targetIn = ({ form }: Pick<Typed, 'form'>) => {
  const { values } = readFields(ALL, form)
  return {
    wording: bothIn(values, 'wording'),
    unit: bothIn(values, 'unit'),
    rule: textIn(values, 'rule') as OwnTarget['rule'],
    // What is no share is for the domain to refuse.
    share: typedShare(textIn(values, 'share')) ?? Number.NaN,
    period: textIn(values, 'period') as OwnTarget['period'],
  }
}

export const targetSent = withPlan(async (visit): Promise<FastifyReply> => {
  const { platform, agent, plan, params, request, reply } = visit
  const { draft } = plan
  if (!draft) return reply.redirect(PLAN, 303)
  const { form } = await sentBy(request)
  const id = params['target'] === NEW ? valueIn(form, 'id') : params['target']!
  if (!isId(id)) return sendPlanNotFound(visit)
  const place = { id, revision: Number(valueIn(form, 'revision')) || 0 }
  const { faults } = readFields(ALL, form)
  if (Object.keys(faults).length > 0) return sendForm(visit, draft, place, { form, faults })
  const done = await platform.plans.perform(agent, writeOwnTarget, { ...place, ...targetIn({ form }) })
  if (done.ok) return doneAt(visit, DRAFT, 'cible')
  if (done.refusal === 'part-unknown') return sendPlanNotFound(visit)
  const theirs = done.refusal === 'part-changed' ? (done.details['theirs'] as Drafted<OwnTarget>) : undefined
  if (theirs) return sendForm(visit, draft, theirs, { form, faults: {} }, { theirs })
  const at = faultOf(done, ALL)
  return sendForm(visit, draft, place, { form, faults: at ?? {} }, at ? {} : { refusal: sentenceOf(done) })
})
