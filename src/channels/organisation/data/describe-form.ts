import type { FastifyReply } from 'fastify'
import { needOf } from '#catalogue'
import { html, none, type Html } from '#html'
import { capitalised, dayOf, formatDay, newId } from '#kernel'
import { button, buttons, details, errorSummary, type Form, linkButton, needField, postForm } from '#look'
import {
  criteriaOn,
  type Criteria,
  type Dataset,
  type Described,
  describedOf,
  FREQUENCIES,
  FREQUENCY_WORDS,
  LICENCES,
  mostPoints,
  THEMES,
} from '#opendata'
import { sentBy, valueIn } from '#web'
import {
  dayIn,
  dayParts,
  filled,
  line,
  oneOf,
  paragraph,
  select,
  type Typed,
  yesNo,
} from '../consultations/fields.ts'
import { sendOrganisation } from '../frame.ts'
import { type DatasetVisit, type DataVisit, faultsOf, type Refused } from './for-data.ts'
import { DATA, datasetAt, NEW_DATASET, SENSITIVITY_WORDS, THEME_WORDS, words } from './words.ts'

const { form: w } = words

const BLANK: Typed = {
  form: filled({ licence: 'CC-BY-4.0', sensitivity: 'open', personal: false, preparing: false }),
  faults: {},
}

/** A new dataset: what it is, how it may be used, what stands in the way, and its potential, on one page. */
export const newDataset = (visit: DataVisit): Promise<FastifyReply> => sendForm(visit, null, BLANK)

export const datasetAdded = async (visit: DataVisit): Promise<FastifyReply> => {
  const { platform, agent, request, reply } = visit
  const { form } = await sentBy(request)
  const done = await platform.opendata.enter(agent, {
    key: valueIn(form, 'key'),
    described: describedIn(form, criteriaNow(visit)),
    distinct: form.has('distinct'),
  })
  if (done.ok) return reply.redirect(`${datasetAt(done.value.dataset.id)}?fait=ajoute`, 303)
  const typed = new Map(form)
  if (done.refusal === 'key-malformed') typed.delete('key')
  return sendForm(visit, null, { form: typed, faults: faultsIn(done) }, done)
}

export const editDataset = (visit: DatasetVisit): Promise<FastifyReply> =>
  sendForm(visit, visit.dataset, { form: formOf(visit.dataset), faults: {} })

export const datasetEdited = async (visit: DatasetVisit): Promise<FastifyReply> => {
  const { platform, agent, request, reply, dataset } = visit
  const { form } = await sentBy(request)
  const done = await platform.opendata.describe(agent, dataset.id, describedIn(form, criteriaNow(visit)))
  if (done.ok) return reply.redirect(`${datasetAt(dataset.id)}?fait=modifie`, 303)
  return sendForm(visit, dataset, { form, faults: faultsIn(done) })
}

const criteriaNow = ({ platform }: DataVisit): Criteria => criteriaOn(dayOf(platform.clock()))

const answerOf = (criterion: string): string => `answers.${criterion}`

const describedIn = (form: Form, { criteria }: Criteria): Described => {
  const of = (name: string) => form.get(name)?.[0] ?? ''
  return {
    titleFr: of('titleFr'),
    titleEn: of('titleEn'),
    descriptionFr: of('descriptionFr'),
    descriptionEn: of('descriptionEn'),
    keywordsFr: of('keywordsFr'),
    keywordsEn: of('keywordsEn'),
    theme: of('theme'),
    licence: of('licence'),
    frequency: of('frequency'),
    contactName: of('contactName'),
    contactEmail: of('contactEmail'),
    spatial: of('spatial'),
    temporalFrom: dayIn(form, 'temporalFrom'),
    temporalTo: dayIn(form, 'temporalTo'),
    sensitivity: of('sensitivity'),
    personal: of('personal'),
    sensitivityReason: of('sensitivityReason'),
    answers: Object.fromEntries(criteria.map(({ id }) => [id, of(answerOf(id))])),
    why: of('why'),
    preparing: of('preparing') || 'no',
  }
}

const formOf = (dataset: Dataset): Form => {
  const { answers, temporalFrom, temporalTo, ...texts } = describedOf(dataset)
  const points = Object.entries(answers).map(([id, value]) => [answerOf(id), value] as const)
  return filled({
    ...texts,
    ...dayParts('temporalFrom', temporalFrom),
    ...dayParts('temporalTo', temporalTo),
    ...Object.fromEntries(points),
  })
}

/** What is about the whole is said at the title. */
const faultsIn = (refused: Refused) => faultsOf(refused, 'titleFr')

const sendForm = (
  visit: DataVisit,
  dataset: Dataset | null,
  typed: Typed,
  refused: Refused | null = null,
): Promise<FastifyReply> => {
  const isFaulty = Object.keys(typed.faults).length > 0
  const title = dataset ? w.editTitle(dataset.title.fr) : w.newTitle
  const back = dataset ? datasetAt(dataset.id) : DATA
  const key = typed.form.get('key')?.[0] ?? newId()
  return sendOrganisation(visit, {
    title,
    current: 'data',
    status: isFaulty ? 422 : 200,
    error: isFaulty,
    breadcrumbs: [
      { label: words.title, href: DATA },
      ...(dataset ? [{ label: dataset.title.fr, href: back }] : []),
      { label: dataset ? words.page.edit : w.newTitle },
    ],
    body: html`<div class="measure flow">
      ${errorSummary({ language: 'fr', faults: typed.faults })}
      <h1>${title}</h1>
      <p>${w.public}</p>
      ${postForm({
        language: 'fr',
        action: dataset ? `${datasetAt(dataset.id)}/modifier` : NEW_DATASET,
        ...(!dataset && { hidden: { key } }),
        body: html`${what(typed)}${refused?.refusal === 'title-known' ? distinct(refused) : none}${how(typed)}${sensitive(typed, dataset)}${potential(typed, criteriaNow(visit))}${buttons(
          button({ label: dataset ? w.save : w.create }),
          linkButton({ label: words.cancel, href: back, weight: 'quiet' }),
        )}`,
      })}
    </div>`,
  })
}

/** Another dataset has the title: the person looks at it, and says that theirs is another one. */
const distinct = ({ details: { dataset } }: Refused): Html => {
  const known = String(dataset)
  return html`<div class="field">
    <p>${w.distinctWhy} <a href="${datasetAt(known)}">${known}</a></p>
    <div class="choices">
      <div class="choice">
        <input type="checkbox" id="distinct" name="distinct" value="yes"><label for="distinct">${w.distinct}</label>
      </div>
    </div>
  </div>`
}

const what = (typed: Typed): Html => html`<h2>${w.what}</h2>
  ${line('titleFr', typed, { label: w.title, why: w.titleWhy, most: 150 })}
  ${paragraph('descriptionFr', typed, { label: w.description, why: w.descriptionWhy, most: 4_000 })}
  ${line('keywordsFr', typed, { label: w.keywords, why: w.keywordsWhy, most: 1_000, optional: true })}
  ${details({
    summary: w.english,
    open: ['titleEn', 'descriptionEn', 'keywordsEn'].some(
      (id) => typed.form.get(id)?.[0] || typed.faults[id],
    ),
    body: html`${line('titleEn', typed, { label: `${w.title} (${w.english.toLowerCase()})`, most: 150, optional: true })}
    ${paragraph('descriptionEn', typed, { label: `${w.description} (${w.english.toLowerCase()})`, most: 4_000, optional: true })}
    ${line('keywordsEn', typed, { label: `${w.keywords} (${w.english.toLowerCase()})`, most: 1_000, optional: true })}`,
  })}
  ${select('theme', typed, {
    label: w.theme,
    none: w.pickTheme,
    options: THEMES.map((value) => ({ value, label: THEME_WORDS[value] })),
  })}
  ${line('spatial', typed, { label: w.spatial, why: w.spatialWhy, most: 200, optional: true })}
  ${needField({ ...drawn(typed), need: needOf('temporalFrom', 'date', { optional: true, party: 'agent' }), words: { label: w.from } })}
  ${needField({ ...drawn(typed), need: needOf('temporalTo', 'date', { optional: true, party: 'agent' }), words: { label: w.to } })}`

const drawn = ({ form, faults }: Typed) => ({ language: 'fr' as const, form, faults })

const how = (typed: Typed): Html => html`<h2>${w.how}</h2>
  ${select('licence', typed, {
    label: w.licence,
    none: w.noLicence,
    options: Object.entries(LICENCES).map(([value, { title }]) => ({ value, label: title.fr })),
  })}
  ${select('frequency', typed, {
    label: w.frequency,
    none: w.pickFrequency,
    options: Object.keys(FREQUENCIES).map((value) => ({
      value,
      label: capitalised(FREQUENCY_WORDS.fr[value as keyof typeof FREQUENCIES]),
    })),
  })}
  ${line('contactName', typed, { label: w.contactName, why: w.contactWhy, most: 200 })}
  ${needField({ ...drawn(typed), need: needOf('contactEmail', 'email', { party: 'agent' }), words: { label: w.contactEmail } })}`

const sensitive = (typed: Typed, dataset: Dataset | null): Html => html`<h2>${w.sensitive}</h2>
  ${oneOf('sensitivity', typed, { label: w.sensitivity, options: SENSITIVITY_WORDS })}
  ${yesNo('personal', typed, { label: w.personal, why: w.personalWhy })}
  ${paragraph('sensitivityReason', typed, {
    label: w.sensitivityReason,
    why: w.sensitivityReasonWhy,
    most: 4_000,
    optional: true,
  })}
  ${dataset?.state !== 'published' && yesNo('preparing', typed, { label: w.preparing })}`

const potential = (typed: Typed, criteria: Criteria): Html => html`<h2 id="potentiel">${w.potential}</h2>
  <p>${w.potentialWhy(criteria.threshold, mostPoints(criteria))} ${words.page.criteriaOf(formatDay(criteria.from, 'fr'))}</p>
  ${criteria.criteria.map(({ id, question, levels }) =>
    oneOf(answerOf(id), typed, {
      label: question.fr,
      options: Object.fromEntries(levels.map(({ fr }, points) => [String(points), `${points} – ${fr}`])),
    }),
  )}
  ${paragraph('why', typed, { label: w.why, why: w.whyWhy, most: 4_000 })}`
