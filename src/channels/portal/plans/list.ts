import { html, none } from '#html'
import { dayOf, formatDay } from '#kernel'
import { emptyState, linkButton, table } from '#look'
import { lastToldOn, type Plan, versionOn } from '#plans'
import { to } from '../paths.ts'
import { show, type Visit } from '../visit.ts'
import { countsOf, organisationName, standingTag } from './reading.ts'
import { words } from './words.ts'

/** The plans of every organisation: whether one is in force, what it holds, and how far it is. */
export const plans = async (visit: Visit) => {
  const { platform, language } = visit
  const w = words[language]
  const today = dayOf(platform.clock())
  const all = await platform.plans.all()
  const name = ({ organisation }: Plan) => organisationName(platform, organisation, language)
  const rows = all.toSorted((a, b) => name(a).localeCompare(name(b), language))
  const count = (one: Plan, of: 'measures' | 'inOperation' | 'proved') => {
    const version = versionOn(one, today)
    return version && countsOf(one, version, today)[of]
  }
  return show(visit, {
    title: w.title,
    current: 'plans',
    layout: 'wide',
    description: w.lead,
    body: html`<h1>${w.title}</h1>
      <p class="lead">${w.lead}</p>
      ${
        all.some(({ versions }) => versions.length > 0)
          ? table<Plan>({
              language,
              caption: w.caption,
              rows,
              empty: none,
              columns: [
                {
                  id: 'organisation',
                  label: w.columns.organisation,
                  heads: true,
                  cell: (one) =>
                    html`<a href="${to('plan', language, { organisation: one.organisation })}">${name(one)}</a>`,
                },
                {
                  id: 'standing',
                  label: w.columns.standing,
                  cell: (one) => standingTag(one, today, language),
                },
                ...(['measures', 'inOperation', 'proved'] as const).map((of) => ({
                  id: of,
                  label: w.columns[of],
                  numeric: true,
                  cell: (one: Plan) => count(one, of),
                })),
                {
                  id: 'since',
                  label: w.columns.since,
                  cell: (one) => {
                    const day = lastToldOn(one)
                    return day && html`<span class="nobreak">${formatDay(day, language)}</span>`
                  },
                },
              ],
            })
          : emptyState({ icon: 'calendar', title: w.none.title, body: w.none.text })
      }
      <p>${w.law} <a href="${to('barometerTarget', language, { target: '6' })}">${w.target6}</a></p>
      <h2>${w.files}</h2>
      <div class="buttons">
        ${linkButton({ label: w.csv, href: to('plansCsv', language), weight: 'secondary' })}
        ${linkButton({ label: w.json, href: to('plansJson', language), weight: 'secondary' })}
      </div>`,
  })
}
