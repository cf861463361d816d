import { inForceOn } from '#barometer'
import { html, none, type Html } from '#html'
import { dayOf, formatDay, formatFileSize, type Language } from '#kernel'
import { section, summaryList, timeline } from '#look'
import {
  type Content,
  type Evidence,
  evidenceOf,
  hasty,
  type Measure,
  type Plan,
  stateOf,
  stateTold,
  versionOn,
} from '#plans'
import { to } from '../paths.ts'
import { notFound, show, type Visit } from '../visit.ts'
import { dayOfInstant, isLate, organisationName, paragraphs, stateTag, written } from './reading.ts'
import { words } from './words.ts'

/** One measure: what it is, where it stands, what shows it, and what happened. */
export const planMeasure = async (visit: Visit) => {
  const { platform, language, params } = visit
  const { organisation = '', measure: id = '' } = params
  const plan = await platform.plans.of(organisation)
  const today = dayOf(platform.clock())
  const version = plan && versionHolding(plan, id, today)
  const measure = version?.measures.find((one) => one.id === id)
  if (!plan || !version || !measure) return notFound(visit)
  const w = words[language]
  const name = organisationName(platform, organisation, language)
  const said = written(measure.title, language)
  return show(visit, {
    title: w.measure.title(measure.title[language] || measure.title.fr, name),
    current: 'plans',
    breadcrumbs: [
      { label: w.title, href: to('plans', language) },
      { label: name, href: to('plan', language, { organisation }) },
      { label: w.roadmap.columns.measure },
    ],
    body: html`<h1>${said}</h1>
      <p>${stateTag(stateOf(plan, id), isLate(plan, measure, today), language)} ${sinceWords(plan, id, language)}</p>
      ${paragraphs(measure.description, language)} ${factsOf(measure, version, organisation, language, today)}
      ${section({ title: w.measure.evidence, body: evidenceList(plan, measure, language) })}
      ${history(plan, measure, language)}`,
  })
}

/** The version of now, or the latest that held it: a measure that a later version left out is still read. */
const versionHolding = (plan: Plan, id: string, today: string): Content | undefined => {
  const holds = ({ measures }: Content) => measures.some((one) => one.id === id)
  const now = versionOn(plan, today)
  return now && holds(now) ? now : plan.versions.findLast(holds)
}

const sinceWords = (plan: Plan, id: string, language: Language): Html => {
  const told = stateTold(plan, id)
  return told
    ? html`<span class="source">${words[language].measure.since(dayOfInstant(told.at))}</span>`
    : none
}

/** What was planned of it; the measures that it waits for, and those that wait for it, lead to their own pages. */
export const factsOf = (
  measure: Measure,
  content: Content,
  organisation: string,
  language: Language,
  today: string,
  href = (id: string) => to('planMeasure', language, { organisation, measure: id }),
): Html => {
  const w = words[language].measure
  const link = ({ id, title }: Measure) => html`<a href="${href(id)}">${written(title, language)}</a>`
  const waited = content.measures.filter(({ id }) => measure.after.includes(id)).map(link)
  const awaiting = content.measures.filter(({ after }) => after.includes(measure.id)).map(link)
  return html`${summaryList({
    language,
    dense: true,
    rows: [
      { label: w.owner, value: written(measure.owner, language) },
      {
        label: w.period,
        value: words[language].plan.days(measure.start, measure.end),
      },
      { label: w.budget, value: words[language].budgets[measure.budget] },
      { label: w.after, value: waited.length > 0 ? waited : w.afterNone },
      ...(awaiting.length > 0 ? [{ label: w.before, value: awaiting }] : []),
      {
        label: w.serves,
        value:
          measure.serves.length > 0
            ? measure.serves.map(
                (target) =>
                  html`<a href="${to('barometerTarget', language, { target: String(target) })}">${targetTitle(target, today, language)}</a>`,
              )
            : w.servesNone,
      },
    ],
  })}${hasty(content.measures).has(measure.id) && html`<p class="source">${w.hasty}</p>`}`
}

/** « 8. Utilisés en ligne », as the barometer calls it on that day. */
export const targetTitle = (target: number, today: string, language: Language): string => {
  const definition = inForceOn(today).find((one) => one.target === target)
  return definition ? `${target}. ${definition.title[language]}` : words[language].measure.target(target)
}

/** Each with the day of what it shows, its sentence, and where anybody opens it. */
const evidenceList = (plan: Plan, { id }: Measure, language: Language): Html => {
  const all = evidenceOf(plan, id)
  if (all.length === 0) return html`<p>${words[language].measure.evidenceNone}</p>`
  return html`<ul class="flow">
    ${all.map((one) => html`<li>${evidenceLine(plan, one, language)}</li>`)}
  </ul>`
}

export const evidenceLine = (plan: Plan, { id, day, says, proof }: Evidence, language: Language): Html => {
  const { organisation } = plan
  const link =
    'href' in proof
      ? html`<a href="${proof.href}" rel="nofollow ugc">${shownAddress(proof.href)}</a>`
      : html`<a href="${to('planEvidence', language, { organisation, evidence: id })}">${proof.file.name}</a>
          <span class="source">${formatFileSize(proof.file.size, language)}</span>`
  return html`<span lang="fr-CA">${says}</span><br>${link}
    <span class="source"><time datetime="${day}">${formatDay(day, language)}</time></span>`
}

/** Where it leads, without what stands before every address; a long one is cut. */
const MOST_SHOWN = 60
const shownAddress = (href: string): string => {
  const { host, pathname } = new URL(href)
  const address = `${host}${pathname === '/' ? '' : pathname}`
  return address.length > MOST_SHOWN ? `${address.slice(0, MOST_SHOWN)}…` : address
}

/** What was told of it, the latest first: the reasons of what was dropped or withdrawn are public. */
const history = (plan: Plan, { id }: Measure, language: Language): Html => {
  const w = words[language]
  const told = plan.progress.filter((one) => 'measure' in one && one.measure === id)
  if (told.length === 0) return none
  return section({
    title: w.measure.history,
    body: timeline({
      dense: true,
      moments: told.toReversed().map((one) => ({
        title:
          one.is === 'state'
            ? w.measure.toldState(w.states[one.state])
            : one.is === 'evidence'
              ? w.measure.toldEvidence
              : w.measure.withdrawn,
        when: { text: formatDay(dayOfInstant(one.at), language), machine: dayOfInstant(one.at) },
        body:
          one.is === 'value' || (one.is === 'state' && one.reason === '')
            ? undefined
            : html`<p lang="fr-CA">${one.is === 'evidence' ? one.says : one.reason}</p>`,
      })),
    }),
  })
}
