import type { FastifyReply } from 'fastify'
import type { Visit } from '#desk'
import { html, type Html } from '#html'
import { dayOf } from '#kernel'
import { buttons, emptyState, filterBar, linkButton } from '#look'
import { spaceWords } from '#organisation'
import { SUBJECTS } from '#reporting'
import { sendCentral } from '../frame.ts'
import { CENTRAL } from '../words.ts'
import { contestsSection } from './contests-section.ts'
import { matching, standingsOf, type Wanted } from './standings.ts'
import { standingTable } from './table.ts'
import { pathOf, wantedIn } from './wanted.ts'
import { words } from './words.ts'

export const overviewPage = async (visit: Visit): Promise<FastifyReply> => {
  const { platform } = visit
  const today = dayOf(platform.clock())
  const wanted = wantedIn(visit)
  const [rows, contests] = await Promise.all([standingsOf(platform, today), contestsSection(platform, today)])
  const shown = matching(rows, wanted)
  const some = (state: 'late' | 'silent') =>
    rows.filter(({ parts }) => SUBJECTS.some((part) => parts[part].state === state)).length
  return sendCentral(visit, {
    title: words.title,
    current: 'overview',
    body: html`<h1>${words.title}</h1>
      <p class="lead">${words.lead}</p>
      <p>${words.summary(some('late'), some('silent'), rows.length)}</p>
      ${filters(wanted)} ${shown.length > 0 ? standingTable(shown, wanted) : noneFound}
      ${buttons(
        linkButton({ label: words.remind, href: reminderPath(wanted), weight: 'secondary' }),
        linkButton({
          label: words.csv,
          href: pathOf(wanted, `${CENTRAL.overview}/organismes.csv`),
          weight: 'quiet',
        }),
      )}
      ${contests}`,
  })
}

const reminderPath = ({ part }: Wanted): string =>
  part ? `${CENTRAL.reminders}?partie=${part}` : CENTRAL.reminders

const noneFound: Html = emptyState({
  icon: 'search',
  title: words.none.title,
  body: words.none.body,
  action: linkButton({ label: words.none.clear, href: CENTRAL.overview, weight: 'secondary' }),
})

const filters = (wanted: Wanted): Html => {
  const { filter } = words
  const active = [
    ...(wanted.search ? [{ label: `« ${wanted.search} »`, href: pathOf({ ...wanted, search: '' }) }] : []),
    ...(wanted.part ? [{ label: spaceWords.parts[wanted.part], href: pathOf({ ...wanted, part: '' }) }] : []),
    ...(wanted.state ? [{ label: filter.states[wanted.state], href: pathOf({ ...wanted, state: '' }) }] : []),
  ]
  return filterBar({
    language: 'fr',
    action: CENTRAL.overview,
    search: { name: 'q', label: filter.search, value: wanted.search },
    choices: [
      {
        name: 'partie',
        label: filter.part,
        value: wanted.part,
        options: [
          { value: '', label: filter.everyPart },
          ...SUBJECTS.map((part) => ({ value: part, label: spaceWords.parts[part] })),
        ],
      },
      {
        name: 'etat',
        label: filter.state,
        value: wanted.state,
        options: Object.entries(filter.states).map(([value, label]) => ({ value, label })),
      },
    ],
    active,
    clear: CENTRAL.overview,
  })
}
