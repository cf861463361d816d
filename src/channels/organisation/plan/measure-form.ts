import type { FastifyReply } from 'fastify'
import { isId, newId } from '#kernel'
import { BUDGETS, type Draft, type Drafted, type Measure, MOST, writeMeasure } from '#plans'
import { planReading as reading } from '#portal'
import { sentBy, valueIn } from '#web'
import { changedNotice } from './changed.ts'
import { sendDraftForm } from './draft-form.ts'
import {
  type Asked,
  bothIn,
  choice,
  day,
  faultOf,
  line,
  listIn,
  NOTHING,
  paragraph,
  readFields,
  sentenceOf,
  textIn,
  type Typed,
  typedFrom,
} from './fields.ts'
import { doneAt, type PlanVisit, sendPlanNotFound, withPlan } from './frame.ts'
import { DRAFT, draftMeasure, NEW, PLAN, words } from './words.ts'

const w = words.measure
const targetsOn = (today: string): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: 10 }, (_, at) => [String(at + 1), reading.targetTitle(at + 1, today, 'fr')]),
  )
const BUDGET_WORDS = Object.fromEntries(BUDGETS.map((one) => [one, reading.words.fr.budgets[one]]))

/** What a measure is asked; it may wait for any other that is still in the draft. */
const frenchOf = ({ measures }: Draft, id: string, today: string): Asked[] => {
  const others = measures.filter((one) => one.id !== id && !one.removed)
  return [
    line('title', { label: w.title, why: w.titleWhy, example: w.titleExample }, { most: MOST.title }),
    paragraph('description', { label: w.description, why: w.descriptionWhy }, { most: MOST.description }),
    line('owner', { label: w.owner, why: w.ownerWhy, example: w.ownerExample }, { most: MOST.owner }),
    day('start', { label: w.start }),
    day('end', { label: w.end, why: w.endWhy }),
    choice('budget', w.budget, BUDGET_WORDS),
    ...(others.length > 0
      ? [
          choice('after', w.after, Object.fromEntries(others.map((one) => [one.id, one.title.fr])), {
            several: true,
            why: w.afterWhy,
          }),
        ]
      : []),
    choice('serves', w.serves, targetsOn(today), { several: true }),
  ]
}

const ENGLISH = [
  line('titleEn', { label: w.titleEn }, { most: MOST.title, optional: true }),
  paragraph('descriptionEn', { label: w.descriptionEn }, { most: MOST.description, optional: true }),
  line('ownerEn', { label: w.ownerEn }, { most: MOST.owner, optional: true }),
]

const allOf = (draft: Draft, id: string, today: string): Asked[] => [
  ...frenchOf(draft, id, today),
  ...ENGLISH,
]

/** A measure of the draft, to be written or changed. */
export const measureForm = withPlan(async (visit): Promise<FastifyReply> => {
  const { plan, isPlanner, params, reply } = visit
  const { draft } = plan
  if (!draft || !isPlanner) return reply.redirect(draft ? DRAFT : PLAN, 303)
  if (params['measure'] === NEW) return sendForm(visit, draft, { id: newId(), revision: 0 }, NOTHING)
  const measure = draft.measures.find(({ id }) => id === params['measure'])
  if (!measure) return sendPlanNotFound(visit)
  return sendForm(visit, draft, measure, { form: formOf(draft, measure, visit.today), faults: {} })
})

const formOf = (draft: Draft, one: Drafted<Measure>, today: string) =>
  typedFrom(allOf(draft, one.id, today), {
    ...one,
    title: one.title.fr,
    titleEn: one.title.en,
    description: one.description.fr,
    descriptionEn: one.description.en,
    owner: one.owner.fr,
    ownerEn: one.owner.en,
    serves: one.serves.map(String),
  })

type Place = { id: string; revision: number }
type More = { refusal?: string | undefined; theirs?: Drafted<Measure> | undefined }

const sendForm = (
  visit: PlanVisit,
  draft: Draft,
  { id, revision }: Place,
  typed: Typed,
  { refusal, theirs }: More = {},
): Promise<FastifyReply> => {
  const known = draft.measures.find((one) => one.id === id)
  const changed =
    theirs &&
    changedNotice<Drafted<Measure>>(theirs, measureIn(allOf(draft, id, visit.today), typed), visit.plan)
  return sendDraftForm(visit, {
    title: known ? words.draft.editing(known.title.fr) : w.new,
    heading: known ? known.title.fr : w.new,
    crumb: known ? words.draft.edit : w.new,
    action: draftMeasure(known ? id : NEW),
    hidden: { id, revision: String(revision) },
    french: frenchOf(draft, id, visit.today),
    english: ENGLISH,
    words: w,
    typed,
    refusal,
    changed: changed ?? null,
  })
}

const measureIn = (asked: readonly Asked[], { form }: Pick<Typed, 'form'>) => {
  const { values } = readFields(asked, form)
  return {
    title: bothIn(values, 'title'),
    description: bothIn(values, 'description'),
    owner: bothIn(values, 'owner'),
    start: textIn(values, 'start'),
    end: textIn(values, 'end'),
    budget: textIn(values, 'budget') as Measure['budget'],
    after: listIn(values, 'after'),
    serves: listIn(values, 'serves').map(Number),
  }
}

export const measureSent = withPlan(async (visit): Promise<FastifyReply> => {
  const { platform, agent, plan, params, request, reply } = visit
  const { draft } = plan
  if (!draft) return reply.redirect(PLAN, 303)
  const { form } = await sentBy(request)
  const id = params['measure'] === NEW ? valueIn(form, 'id') : params['measure']!
  if (!isId(id)) return sendPlanNotFound(visit)
  const place = { id, revision: Number(valueIn(form, 'revision')) || 0 }
  const asked = allOf(draft, id, visit.today)
  const { faults } = readFields(asked, form)
  if (Object.keys(faults).length > 0) return sendForm(visit, draft, place, { form, faults })
  const done = await platform.plans.perform(agent, writeMeasure, {
    ...place,
    ...measureIn(asked, { form }),
  })
  if (done.ok) return doneAt(visit, DRAFT, 'mesure')
  if (done.refusal === 'part-unknown') return sendPlanNotFound(visit)
  const theirs = done.refusal === 'part-changed' ? (done.details['theirs'] as Drafted<Measure>) : undefined
  if (theirs) return sendForm(visit, draft, theirs, { form, faults: {} }, { theirs })
  const at = faultOf(done, asked)
  return sendForm(visit, draft, place, { form, faults: at ?? {} }, at ? {} : { refusal: sentenceOf(done) })
})
