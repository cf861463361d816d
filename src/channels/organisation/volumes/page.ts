import type { FastifyReply } from 'fastify'
import type { Visit } from '#desk'
import { html, none, type Html } from '#html'
import { dayOf, formatInstant, formatNumber } from '#kernel'
import { buttons, emptyState, inset, linkButton, pagination, section, table } from '#look'
import { addToMonth, type Import, type VolumeChannel } from '#volumes'
import { sendOrganisation } from '../frame.ts'
import { agentName, serviceName, statusTag } from './shown.ts'
import { importPage, NEW, TEMPLATE, VOLUMES, words } from './words.ts'

const PAGE_SIZE = 50

/** What is counted outside the platform, and every import that was sent. */
export const volumesPage = async (visit: Visit): Promise<FastifyReply> => {
  const { platform, agent, query } = visit
  const page = Math.max(1, Math.trunc(Number(query.get('page'))) || 1)
  const offset = (page - 1) * PAGE_SIZE
  const { organisation } = agent
  const since = addToMonth(dayOf(platform.clock()).slice(0, 7), -12)
  const [{ imports, count }, counted] = await Promise.all([
    platform.volumes.list(organisation, { limit: PAGE_SIZE, offset: Math.min(offset, MOST_OFFSET) }),
    platform.volumes.counted(organisation, since),
  ])
  const mayImport = platform.volumes.mayImport(agent)
  return sendOrganisation(visit, {
    title: words.title,
    current: 'volumes',
    body: html`<h1>${words.title}</h1>
      <p class="lead">${words.lead}</p>
      ${!mayImport && inset(html`<p>${words.readOnly}</p>`)}
      ${buttons(
        ...(mayImport ? [linkButton({ label: words.begin, href: NEW, icon: 'upload' })] : []),
        linkButton({ label: words.template, href: TEMPLATE, weight: 'secondary' }),
      )}
      ${countedSection(visit, counted)}${history(visit, imports, count, page)}`,
  })
}

/** Past that, nobody reads on by the page. */
const MOST_OFFSET = 1_000_000

type Counted = { service: string; channel: string; month: string; count: number }[]

const countedSection = (visit: Visit, counted: Counted): Html => {
  const w = words.counted
  const lines = [...Map.groupBy(counted, ({ service, channel }) => `${service} ${channel}`).values()]
  return section({
    title: w.title,
    body: table<Counted>({
      language: 'fr',
      caption: w.title,
      unseenCaption: true,
      rows: lines,
      empty: html`<p>${w.none}</p>`,
      columns: [
        { id: 'service', label: w.service, heads: true, cell: ([one]) => serviceName(visit, one!.service) },
        { id: 'channel', label: w.channel, cell: ([one]) => words.channels[one!.channel as VolumeChannel] },
        { id: 'months', label: w.months, cell: (all) => w.of12(all.length) },
        {
          id: 'total',
          label: w.total,
          numeric: true,
          cell: (all) =>
            formatNumber(
              all.reduce((sum, { count }) => sum + count, 0),
              'fr',
            ),
        },
      ],
    }),
  })
}

const history = (visit: Visit, imports: readonly Import[], count: number, page: number): Html => {
  const w = words.history
  return section({
    title: w.title,
    body: html`${table<Import>({
      language: 'fr',
      caption: w.title,
      unseenCaption: true,
      rows: imports,
      empty: emptyState({ title: w.empty, body: w.emptyText, icon: 'file' }),
      columns: [
        {
          id: 'at',
          label: w.at,
          heads: true,
          cell: ({ id, sentAt }) => html`<a href="${importPage(id)}">${formatInstant(sentAt, 'fr')}</a>`,
        },
        { id: 'file', label: w.file, cell: ({ said }) => said.file },
        { id: 'by', label: w.by, cell: ({ said }) => agentName(visit, said.by) },
        { id: 'rows', label: w.rows, numeric: true, cell: ({ said }) => formatNumber(said.rows, 'fr') },
        { id: 'status', label: w.status, cell: ({ status }) => statusTag(status) },
      ],
    })}${
      count > PAGE_SIZE
        ? pagination({
            language: 'fr',
            current: page,
            pages: Math.ceil(count / PAGE_SIZE),
            href: (to) => `${VOLUMES}?page=${to}`,
          })
        : none
    }`,
  })
}
