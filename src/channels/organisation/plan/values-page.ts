import type { FastifyReply } from 'fastify'
import { html } from '#html'
import { newId } from '#kernel'
import { button, buttons, errorSummary, postForm, section } from '#look'
import { inForceOn, type OwnTarget, tellValue, versionOn } from '#plans'
import { planReading as reading } from '#portal'
import { sentBy, valueIn } from '#web'
import { day, drawn, faultOf, NOTHING, readFields, sentenceOf, textIn, type Typed, whole } from './fields.ts'
import { doneAt, type PlanVisit, said, sendPlan, sendPlanNotFound, withPlan } from './frame.ts'
import { targetPage, words } from './words.ts'

const w = words.value

const fieldsOf = ({ unit }: OwnTarget) => [
  day('day', { label: w.day }),
  whole('numerator', { label: w.numerator(unit.fr) }),
  whole('denominator', { label: w.denominator(unit.fr) }),
]

/** An own target, its values, and the form of the next one. */
export const valuesPage = withPlan((visit) => sendValues(visit, NOTHING))

const targetOf = ({ plan, today, params }: PlanVisit): OwnTarget | undefined =>
  (versionOn(plan, today) ?? plan.versions.at(-1))?.targets.find(({ id }) => id === params['target'])

const sendValues = async (visit: PlanVisit, typed: Typed, refusal?: string): Promise<FastifyReply> => {
  const { plan, today, isPlanner } = visit
  const target = targetOf(visit)
  if (!target) return sendPlanNotFound(visit)
  const isFaulty = !!refusal || Object.keys(typed.faults).length > 0
  const mayTell = isPlanner && inForceOn(plan, today) !== null
  return sendPlan(visit, {
    title: w.title(target.wording.fr),
    status: isFaulty ? 422 : 200,
    error: isFaulty,
    charts: true,
    layout: 'reading',
    breadcrumbs: [{ label: target.wording.fr }],
    body: html`${errorSummary({ language: 'fr', faults: typed.faults })}
      <h1>${target.wording.fr}</h1>
      ${said(visit, refusal)} ${reading.ownTarget(plan, target, 'fr')}
      ${section({
        title: w.link,
        body: mayTell
          ? html`<p>${w.why}</p>
              ${postForm({
                language: 'fr',
                action: targetPage(target.id),
                hidden: { key: newId() },
                body: html`${drawn(fieldsOf(target), typed)}${buttons(button({ label: w.send }))}`,
              })}`
          : html`<p>${isPlanner ? words.progress.notInForce : words.progress.readOnly}</p>`,
      })}`,
  })
}

export const valueSent = withPlan(async (visit): Promise<FastifyReply> => {
  const target = targetOf(visit)
  if (!target) return sendPlanNotFound(visit)
  const { form } = await sentBy(visit.request)
  const asked = fieldsOf(target)
  const { values, faults } = readFields(asked, form)
  if (Object.keys(faults).length > 0) return sendValues(visit, { form, faults })
  const done = await visit.platform.plans.perform(visit.agent, tellValue, {
    key: valueIn(form, 'key'),
    target: target.id,
    day: textIn(values, 'day'),
    numerator: Number(values.get('numerator')),
    denominator: Number(values.get('denominator')),
  })
  if (done.ok) return doneAt(visit, targetPage(target.id), 'valeur')
  const at = faultOf(done, asked)
  return sendValues(visit, { form, faults: at ?? {} }, at ? undefined : sentenceOf(done))
})
