import type { FastifyReply } from 'fastify'
import { needOf } from '#catalogue'
import type { Visit } from '#desk'
import { html, none, type Html } from '#html'
import { addToDay, dayOf, formatInstant, formatNumber } from '#kernel'
import {
  button,
  buttons,
  errorSummary,
  type Faults,
  type Form,
  inset,
  linkButton,
  needField,
  notice,
  postForm,
  section,
  summaryList,
  table,
} from '#look'
import type { Unit } from '#processes'
import {
  type Declaration,
  ELEMENTS,
  isQuarter,
  lastDayOf,
  lastOver,
  type Numbers,
  NUMBERS,
  type Quarter,
  type WorkplaceRefusal,
} from '#workplaces'
import { sentBy, valueIn } from '#web'
import { sendOrganisation, sendOrganisationNotFound } from '../frame.ts'
import { declarationAt, longDay, quarterAt, quarterName, REFUSALS, words, WORKPLACES } from './words.ts'

const w = words.form

/** A unit's declaration of a quarter on one page: prefilled, or to be corrected. */
export const declarationForm = async (visit: Visit): Promise<FastifyReply> => {
  const found = await foundIn(visit)
  if (!found) return sendOrganisationNotFound(visit, 'workplaces')
  const { revisions, before } = found
  const from = revisions[0] ?? before
  return sendForm(visit, found, { form: from ? formOf(from) : new Map(), faults: {} })
}

export const declared = async (visit: Visit): Promise<FastifyReply> => {
  const { platform, agent, request, reply } = visit
  const found = await foundIn(visit)
  if (!found) return sendOrganisationNotFound(visit, 'workplaces')
  const { form } = await sentBy(request)
  const typed = Object.fromEntries(NUMBERS.map((name) => [name, valueIn(form, name)])) as Record<
    keyof Numbers,
    string
  >
  const was = Number(valueIn(form, 'was') || Number.NaN)
  const declarations = platform.workplaces.declarationsFor(agent)
  const done = await declarations.declare(found.unit.id, found.quarter, typed, was)
  if (done.ok) return reply.redirect(`${quarterAt(found.quarter)}&fait=declare`, 303)
  if (done.refusal === 'not-found' || done.refusal === 'evidence-not-stored')
    return sendOrganisationNotFound(visit, 'workplaces')
  const now = await foundIn(visit)
  return sendForm(visit, now ?? found, { form, faults: faultsOf(done.refusal, done.details) })
}

type Found = {
  unit: Unit
  quarter: Quarter
  revisions: readonly Declaration[]
  before: Declaration | null
  mayWrite: boolean
}

const foundIn = async ({ platform, agent, params }: Visit): Promise<Found | null> => {
  const declarations = platform.workplaces.declarationsFor(agent)
  const quarter = params['quarter']
  const unit = (await declarations.units()).find(({ id }) => id === params['unit'])
  if (!unit || !isQuarter(quarter)) return null
  const [revisions, before] = await Promise.all([
    declarations.revisions(unit.id, quarter),
    declarations.before(unit.id, quarter),
  ])
  return { unit, quarter, revisions, before, mayWrite: declarations.mayWrite }
}

/** What is malformed or too many is told at each number; what does not fit together, at the one that counts. */
const faultsOf = (refusal: WorkplaceRefusal, details: Record<string, unknown>): Faults => {
  const sentence = REFUSALS[refusal](details)
  const fields = Array.isArray(details['fields'])
    ? details['fields'].map(String)
    : [AT[refusal] ?? 'employees']
  return Object.fromEntries(fields.map((field) => [field, sentence]))
}

const AT: Partial<Record<WorkplaceRefusal, string>> = { 'whole-too-many': 'whole', 'whole-too-few': 'whole' }

const formOf = (one: Declaration): Form =>
  new Map(NUMBERS.map((name) => [name, [formatNumber(one[name], 'fr')]]))

type Typed = { form: Form; faults: Faults }

const sendForm = (visit: Visit, found: Found, typed: Typed): Promise<FastifyReply> => {
  const { unit, quarter, revisions, mayWrite } = found
  const isFaulty = Object.keys(typed.faults).length > 0
  const title = w.title(unit.name, quarterName(quarter))
  return sendOrganisation(visit, {
    title,
    current: 'workplaces',
    status: isFaulty ? 422 : 200,
    error: isFaulty,
    breadcrumbs: [{ label: words.title, href: WORKPLACES }, { label: quarterName(quarter) }],
    body: html`${errorSummary({ language: 'fr', faults: typed.faults })}
      <div><p class="kicker">${w.kicker}</p><h1>${title}</h1></div>
      <div class="measure flow">${mayWrite ? body(visit, found, typed) : reading(found)}</div>
      ${revisions.length > 0 && corrections(visit, revisions)}`,
  })
}

const reading = ({ revisions }: Found): Html => {
  const [last] = revisions
  return html`${inset(html`<p>${words.readOnly}</p>`)}${
    last
      ? summaryList({
          language: 'fr',
          dense: true,
          rows: NUMBERS.map((name) => ({ label: words.short[name], value: formatNumber(last[name], 'fr') })),
        })
      : none
  }`
}

const body = ({ platform }: Visit, found: Found, { form, faults }: Typed): Html => {
  const { unit, quarter, revisions, before } = found
  const latest = lastOver(dayOf(platform.clock()))
  if (quarter > latest)
    return notice({
      language: 'fr',
      tone: 'information',
      body: w.tooEarly(longDay(addToDay(lastDayOf(quarter), 'P1D'))),
    })
  const field = (name: keyof Numbers) =>
    needField({
      language: 'fr',
      form,
      faults,
      need: needOf(name, 'whole', { party: 'agent' }),
      words: { label: w.fields[name].label, ...(w.fields[name].why && { why: w.fields[name].why }) },
    })
  return html`<p>${w.day(longDay(lastDayOf(quarter)))}</p>
    ${revisions.length === 0 && before && inset(html`<p>${w.from(quarterName(before.quarter))}</p>`)}
    ${postForm({
      language: 'fr',
      action: declarationAt(unit.id, quarter),
      hidden: { was: String(revisions[0]?.revision ?? 0) },
      body: html`${field('employees')}
        <h2>${w.have}</h2>
        ${ELEMENTS.map(field)}${field('whole')}
        ${buttons(
          button({ label: revisions.length > 0 ? w.correct : w.send }),
          linkButton({ label: words.cancel, href: WORKPLACES, weight: 'quiet' }),
        )}`,
    })}`
}

/** Every revision, the one in force first. */
const corrections = ({ platform }: Visit, revisions: readonly Declaration[]): Html => {
  const agents = new Map(platform.access.agents().map(({ id, name }) => [id, name]))
  return section({
    title: w.corrections,
    body: html`<p>${w.correctionsWhy}</p>
      ${table<Declaration>({
        language: 'fr',
        caption: w.corrections,
        unseenCaption: true,
        rows: revisions,
        empty: none,
        columns: [
          {
            id: 'revision',
            label: w.revision,
            heads: true,
            cell: ({ revision }) =>
              revision === revisions[0]!.revision ? `${revision} (${w.current})` : String(revision),
          },
          { id: 'at', label: w.at, cell: ({ declaredAt }) => formatInstant(declaredAt, 'fr') },
          { id: 'by', label: w.by, cell: ({ declaredBy }) => agents.get(declaredBy) ?? declaredBy },
          ...NUMBERS.map((name) => ({
            id: name,
            label: words.short[name],
            numeric: true,
            cell: (one: Declaration) => formatNumber(one[name], 'fr'),
          })),
        ],
      })}`,
  })
}
