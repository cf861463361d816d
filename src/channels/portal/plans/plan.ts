import { html, none, type Html } from '#html'
import { dayOf, formatDay } from '#kernel'
import { emptyState, figure, figures, linkButton, notice, section, table } from '#look'
import { type Plan, type Version, versionOn } from '#plans'
import { to } from '../paths.ts'
import { telephone } from '../telephone.ts'
import { notFound, show, type Visit } from '../visit.ts'
import { ownTargets } from './own-targets.ts'
import {
  agentName,
  countsOf,
  dayOfInstant,
  organisationName,
  paragraphs,
  standingTag,
  written,
} from './reading.ts'
import { roadmapSection } from './roadmap-section.ts'
import { words } from './words.ts'

/** The plan of an organisation, as it is now. */
export const plan = async (visit: Visit) => {
  const found = await visit.platform.plans.of(visit.params['organisation']!)
  if (!found) return notFound(visit)
  const today = dayOf(visit.platform.clock())
  // One that is approved and still to come is public already.
  const version = versionOn(found, today) ?? found.versions[0]
  return version ? sendVersion(visit, found, version) : sendNone(visit, found)
}

/** One of its versions, the earlier ones included: they stay as they were approved. */
export const planVersion = async (visit: Visit) => {
  const found = await visit.platform.plans.of(visit.params['organisation']!)
  const version = found?.versions.find(({ number }) => String(number) === visit.params['version'])
  return found && version ? sendVersion(visit, found, version, true) : notFound(visit)
}

const crumbs = ({ platform, language }: Visit, { organisation }: Plan) => [
  { label: words[language].title, href: to('plans', language) },
  { label: organisationName(platform, organisation, language) },
]

const sendNone = (visit: Visit, found: Plan) => {
  const { platform, language } = visit
  const w = words[language].plan
  const title = w.title(organisationName(platform, found.organisation, language))
  return show(visit, {
    title,
    current: 'plans',
    breadcrumbs: crumbs(visit, found),
    body: html`<h1>${title}</h1>
      ${emptyState({ icon: 'calendar', title: w.noneTitle, body: w.noneText })} ${contact(visit, found)}`,
  })
}

const sendVersion = (visit: Visit, found: Plan, version: Version, named = false) => {
  const { platform, language } = visit
  const { organisation } = found
  const w = words[language]
  const today = dayOf(platform.clock())
  const name = organisationName(platform, organisation, language)
  const title = w.plan.title(name)
  const said = w.plan.version(version.number, dayOfInstant(version.adoptedAt))
  const isLatest = version.number === found.versions.length
  const counts = countsOf(found, version, today)
  return show(visit, {
    title: named ? `${title}, ${w.versions.name(version.number).toLowerCase()}` : title,
    current: 'plans',
    layout: 'wide',
    charts: true,
    breadcrumbs: crumbs(visit, found),
    body: html`<div>
        <h1>${title}</h1>
        <p class="lead">${written(version.title, language)}</p>
      </div>
      <p>${standingTag(found, today, language)} ${said}</p>
      ${!isLatest && named && older(visit, found)} ${paragraphs(version.summary, language)}
      ${figures(
        ...(['measures', 'inOperation', 'proved', 'late'] as const).map((of) =>
          figure({ label: w.plan[of], value: String(counts[of]) }),
        ),
      )}
      <p>${w.plan.days(version.from, version.until)}</p>
      ${section({
        title: w.roadmap.title,
        body: roadmapSection({
          plan: found,
          content: version,
          today,
          language,
          href: (measure) => to('planMeasure', language, { organisation, measure }),
        }),
      })}
      ${section({ title: w.own.title, body: ownTargets(found, version, language) })}
      ${section({ title: w.versions.title, body: approvals(visit, found, version) })}
      ${files(visit, found)} ${contact(visit, found)}`,
  })
}

const older = ({ language }: Visit, { organisation }: Plan): Html =>
  notice({
    language,
    tone: 'information',
    body: words[language].plan.older,
    action: html`<p><a href="${to('plan', language, { organisation })}">${words[language].plan.latest}</a></p>`,
  })

/** Who approved what is read, and every other version, each to be compared with the one before it. */
const approvals = ({ platform, language }: Visit, found: Plan, version: Version): Html => {
  const w = words[language].versions
  const { organisation, versions } = found
  const names = version.approvals.map(({ by }) => agentName(platform, found, by)).join(w.and)
  return html`<p>${w.approvedBy(names, dayOfInstant(version.adoptedAt))}</p>
    ${table<Version>({
      language,
      caption: w.caption,
      unseenCaption: true,
      rows: versions.toReversed(),
      empty: none,
      columns: [
        {
          id: 'number',
          label: w.number,
          heads: true,
          cell: ({ number }) =>
            html`<a href="${to('planVersion', language, { organisation, version: String(number) })}">${w.name(number)}</a>`,
        },
        {
          id: 'approved',
          label: w.approved,
          cell: ({ adoptedAt }) => formatDay(dayOfInstant(adoptedAt), language),
        },
        { id: 'days', label: w.inForce, cell: ({ inForceFrom, until }) => w.days(inForceFrom, until) },
        { id: 'measures', label: w.measures, numeric: true, cell: ({ measures }) => measures.length },
        {
          id: 'differences',
          label: w.differences,
          cell: ({ number }) =>
            number > 1
              ? html`<a
              href="${`${to('planDifferences', language, { organisation })}?${new URLSearchParams({ before: String(number - 1), after: String(number) })}`}"
              >${w.since(number - 1)}<span class="unseen"> (${w.name(number)})</span></a
              >`
              : null,
        },
      ],
    })}
    <p class="source"><span>${w.digest}${language === 'fr' && '\u00a0'}: <code class="breakable">${version.digest}</code></span></p>`
}

const files = ({ language }: Visit, { organisation }: Plan): Html => {
  const w = words[language]
  return section({
    title: w.files,
    body: html`<div class="buttons">
      ${linkButton({ label: w.pdf, href: to('planPdf', language, { organisation }), weight: 'secondary', icon: 'file' })}
      ${linkButton({ label: w.csv, href: to('planCsv', language, { organisation }), weight: 'secondary' })}
      ${linkButton({ label: w.json, href: to('planJson', language, { organisation }), weight: 'secondary' })}
    </div>`,
  })
}

const contact = ({ platform, language }: Visit, { organisation }: Plan): Html => {
  const found = platform.organisations.organisations.get(organisation)
  if (!found) return none
  return html`<p class="source">
    <span>${words[language].plan.contact} <a href="mailto:${found.contact.email}">${found.contact.email}</a>, ${telephone(found.contact.phone)}</span>
  </p>`
}
