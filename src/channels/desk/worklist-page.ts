import type { FastifyReply } from 'fastify'
import { html, none, type Html } from '#html'
import { dayOf } from '#kernel'
import {
  button,
  type Column,
  densitySwitch,
  emptyState,
  filterBar,
  linkButton,
  notice,
  pagination,
  postForm,
  rowLink,
  table,
  tabs,
  tag,
  time,
} from '#look'
import { readWorklist, VIEWS, type WorkItem, type Worklist } from '#work'
import { sendDesk } from './frame.ts'
import { type DeskNames, namesFor } from './names.ts'
import { dueOf, shortDay, statusOf } from './standing.ts'
import type { Visit } from './visit.ts'
import { LIST, VIEW_WORDS, words } from './words.ts'
import {
  addressOf,
  PAGE_SIZE,
  partsOf,
  readWanted,
  screenFrom,
  searchKeys,
  type Wanted,
} from './worklist-query.ts'

/** The list of dossiers: a view, filters, a sort and a page, all in the address. */
export const worklistPage = async (visit: Visit): Promise<FastifyReply> => {
  const wanted = readWanted(visit.query)
  const taken = Number(visit.query.get('pris'))
  const done = Number.isInteger(taken) && taken > 0 && taken <= PAGE_SIZE ? confirmation(taken) : none
  return sendWorklist(visit, wanted, done)
}

/** `above` is what has just been done, or could not be. A page past the last one leads to the last. */
export const sendWorklist = async (
  visit: Visit,
  asked: Wanted,
  above: Html,
  status = 200,
): Promise<FastifyReply> => {
  const services = servicesOf(visit)
  const wanted = services.some(({ value }) => value === asked.service) ? asked : { ...asked, service: '' }
  const list = await readList(visit, wanted)
  const pages = Math.max(1, Math.ceil(list.count / PAGE_SIZE))
  if (wanted.page > pages) return visit.reply.redirect(addressOf(wanted, { page: pages }), 303)
  return sendDesk(visit, {
    status,
    title: VIEW_WORDS[wanted.view].label,
    error: status >= 400,
    body: html`<div class="toolbar">
        <h1>${words.dossiers}</h1>
        ${densitySwitch({ language: 'fr', density: wanted.density, href: (density) => addressOf(wanted, { density, page: wanted.page }) })}
      </div>
      ${above} ${views(wanted, list)} ${filters(wanted, services)} ${rows(visit, wanted, list)}
      ${pagination({
        language: 'fr',
        current: wanted.page,
        pages,
        href: (page) => addressOf(wanted, { page }),
        range: list.count > 0 ? rangeOf(wanted.page, list) : undefined,
      })}`,
  })
}

const readList = (
  { platform, agent }: Visit,
  { view, service, search, sort, page }: Wanted,
): Promise<Worklist> =>
  readWorklist(platform.db, {
    organisation: agent.organisation,
    roles: agent.roles,
    agent: agent.id,
    view,
    service: service || undefined,
    search: searchKeys(search),
    sort,
    today: dayOf(platform.clock()),
    limit: PAGE_SIZE,
    offset: (page - 1) * PAGE_SIZE,
  })

const confirmation = (count: number): Html =>
  notice({ language: 'fr', tone: 'success', body: words.list.taken(count), live: true })

const rangeOf = (page: number, { items, count }: Worklist) => {
  const from = (page - 1) * PAGE_SIZE + 1
  return { from, to: from + items.length - 1, total: count }
}

/** The services of the agent's organisation, as the filter offers them. */
const servicesOf = ({ platform, agent }: Visit) =>
  platform.catalogue
    .list()
    .filter(({ definition }) => definition.authority === agent.organisation)
    .map(({ service, definition }) => ({ value: service, label: definition.words.fr.name }))

const views = (wanted: Wanted, { counts }: Worklist): Html =>
  tabs({
    label: words.list.views,
    tabs: VIEWS.map((view) => ({
      label: VIEW_WORDS[view].label,
      href: addressOf(wanted, { view }),
      count: counts[view],
      current: view === wanted.view,
    })),
  })

const filters = (wanted: Wanted, services: { value: string; label: string }[]): Html => {
  const { q: _q, service: _service, page: _page, ...hidden } = partsOf(wanted)
  const chosen = services.find(({ value }) => value === wanted.service)
  return html`<div>
    ${filterBar({
      language: 'fr',
      action: LIST,
      search: { name: 'q', label: words.list.filter.search, value: wanted.search },
      choices: [
        {
          name: 'service',
          label: words.list.filter.service,
          value: wanted.service,
          options: [{ value: '', label: words.list.filter.everyService }, ...services],
        },
      ],
      active: [
        ...(wanted.search
          ? [{ label: words.list.found(wanted.search), href: addressOf(wanted, { search: '' }) }]
          : []),
        ...(chosen ? [{ label: chosen.label, href: addressOf(wanted, { service: '' }) }] : []),
      ],
      clear: wanted.search && chosen ? addressOf(wanted, { search: '', service: '' }) : undefined,
      hidden,
    })}
  </div>`
}

/** The rows in a form, so that several dossiers can be taken at once where some have nobody. */
const rows = (visit: Visit, wanted: Wanted, list: Worklist): Html => {
  const names = namesFor(visit.platform, visit.agent)
  const today = dayOf(visit.platform.clock())
  const takeable = list.items.some(isTakeable)
  const drawn = table({
    language: 'fr',
    caption: words.list.caption(VIEW_WORDS[wanted.view].label),
    unseenCaption: true,
    density: wanted.density,
    rows: list.items,
    columns: [
      ...(takeable ? [pickColumn] : []),
      ...columns(visit, wanted, names, today),
      ...(list.items.some(isMarked) ? [marksColumn] : []),
    ],
    empty: emptyList(wanted),
  })
  if (!takeable) return drawn
  const take = button({ label: words.list.take, weight: 'secondary', icon: 'plus' })
  return postForm({
    language: 'fr',
    action: `${LIST}/prendre`,
    hidden: partsOf(wanted),
    body: html`${drawn}
      <div class="table-acts">${take}</div>`,
  })
}

const isTakeable = ({ role, assignee, status }: WorkItem): boolean =>
  role !== null && assignee === null && (status === 'in-progress' || status === 'awaiting-person')

const pickColumn: Column<WorkItem> = {
  id: 'pick',
  label: words.list.columns.pick,
  unseenLabel: true,
  cell: (item) =>
    isTakeable(item)
      ? html`<label class="pick"><input type="checkbox" name="dossier" value="${item.dossier}"><span class="unseen">${words.list.pick(item.number)}</span></label>`
      : none,
}

const columns = (
  { platform }: Visit,
  wanted: Wanted,
  names: DeskNames,
  today: string,
): Column<WorkItem>[] => {
  const { columns: c } = words.list
  const sorted = (sort: Wanted['sort']) => ({
    href: addressOf(wanted, { sort }),
    now:
      sort !== wanted.sort ? undefined : sort === 'filed' ? ('descending' as const) : ('ascending' as const),
  })
  const screen = screenFrom(wanted)
  const nameOf = (service: string) => platform.catalogue.current(service)?.definition.words.fr.name ?? service
  return [
    {
      id: 'number',
      label: c.number,
      heads: true,
      cell: (item) =>
        rowLink({ href: screen(item.dossier), label: html`<span class="number">${item.number}</span>` }),
    },
    {
      id: 'service',
      label: c.service,
      cell: (item) => html`<span class="clip" title="${nameOf(item.service)}">${nameOf(item.service)}</span>`,
    },
    {
      id: 'applicant',
      label: c.applicant,
      sort: sorted('applicant'),
      cell: ({ applicant }) =>
        applicant === null
          ? html`<span class="absent">${words.withoutAccount}</span>`
          : html`<span class="clip">${applicant}</span>`,
    },
    {
      id: 'filed',
      label: c.filed,
      sort: sorted('filed'),
      cell: ({ filedAt }) => time(shortDay(dayOf(filedAt))),
    },
    { id: 'due', label: c.due, sort: sorted('due'), cell: (item) => due(item, today) },
    {
      id: 'who',
      label: c.who,
      cell: ({ assignee }) =>
        assignee === null
          ? html`<span class="absent">${words.nobody}</span>`
          : html`<span class="clip">${names.assignee(assignee)}</span>`,
    },
    { id: 'status', label: c.status, cell: (item) => tag({ ...statusOf(item, today), plain: true }) },
  ]
}

const due = (item: WorkItem, today: string): Html => {
  const { day, words: said, late, soon } = dueOf(item, today)
  if (day === null) return html`<span class="absent">${said}</span>`
  const words = late
    ? tag({ status: 'late', label: said, plain: true })
    : html`<span class="${soon ? 'due-words soon' : 'due-words'}">${said}</span>`
  return html`<span class="due">${time(shortDay(day))} ${words}</span>`
}

/** The column is there when there is something to note: an empty one would only take the others' room. */
const isMarked = ({ review, doubt }: WorkItem): boolean => review || doubt !== null

const marksColumn: Column<WorkItem> = {
  id: 'marks',
  label: words.list.columns.marks,
  cell: ({ review, doubt }) =>
    html`<span class="marks"
      >${review && tag({ status: 'notice', label: words.list.review })}${doubt !== null && tag({ status: 'problem', label: words.list.doubt })}</span>`,
}

const emptyList = (wanted: Wanted): Html => {
  if (!wanted.search && !wanted.service) return emptyState(VIEW_WORDS[wanted.view].empty)
  const { title, body, clear } = words.list.noMatch
  const action = linkButton({
    label: clear,
    href: addressOf(wanted, { search: '', service: '' }),
    weight: 'secondary',
  })
  return emptyState({ icon: 'search', title, body, action })
}
