import { html } from '#html'
import { emptyState, serviceList } from '#look'
import { to } from '../paths.ts'
import { show, type Visit } from '../visit.ts'
import { organisationName } from './reading.ts'
import { words } from './words.ts'

/** Every organisation that a figure speaks of, each a way to its own page. */
export const organisations = async (visit: Visit) => {
  const { platform, language } = visit
  const w = words[language]
  const ids = await platform.barometer.organisations()
  const cards = ids
    .map((id) => ({
      href: to('barometerOrganisation', language, { organisation: id }),
      title: organisationName(platform, id, language),
      summary: platform.organisations.organisations.get(id)?.mission[language] ?? '',
    }))
    .toSorted((a, b) => a.title.localeCompare(b.title, language))
  return show(visit, {
    title: `${w.organisations} - ${w.title}`,
    current: 'barometer',
    layout: 'wide',
    breadcrumbs: [{ label: w.title, href: to('barometer', language) }, { label: w.organisations }],
    body: html`<h1>${w.organisations}</h1>
      <p class="lead">${w.organisationsLead}</p>
      ${
        cards.length > 0
          ? html`<h2 class="unseen">${w.organisations}</h2>${serviceList(cards)}`
          : emptyState({ icon: 'clock', title: w.none, body: w.noneText })
      }`,
  })
}
