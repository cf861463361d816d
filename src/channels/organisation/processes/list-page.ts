import type { FastifyReply } from 'fastify'
import { html, none, type Html } from '#html'
import { formatArticle, formatNumber } from '#kernel'
import {
  buttons,
  type Column,
  emptyState,
  figure,
  figures,
  filterBar,
  inset,
  linkButton,
  pagination,
  rowLink,
  section,
  table,
  tabs,
  tag,
} from '#look'
import { hasPaper, type Listed, OBSTACLES, type Totals, type Unit } from '#processes'
import { sendOrganisation } from '../frame.ts'
import { type InventoryVisit, said } from './for-inventory.ts'
import { addressOf, type Asked, causeKey, isFiltered, PAGE_SIZE, paperKey, readAsked } from './wanted.ts'
import { INVENTORY_FILE, NEW_PROCESS, OBSTACLE_WORDS, processAt, PROCESSES, UNITS, words } from './words.ts'

const number = (value: number): string => formatNumber(value, 'fr')

/** The inventory as a list: filtered, by pages of fifty, added up by unit. */
export const listPage = async (visit: InventoryVisit): Promise<FastifyReply> => {
  const { inventory, query } = visit
  const asked = readAsked(query)
  const [units, totals, byUnit, listed] = await Promise.all([
    inventory.units(),
    inventory.totals(asked),
    inventory.totalsByUnit(),
    inventory.list(asked, { limit: PAGE_SIZE, offset: (asked.page - 1) * PAGE_SIZE }),
  ])
  const isEmpty = asked.status === 'active' && !isFiltered(asked) && totals.processes === 0
  return sendOrganisation(visit, {
    title: asked.status === 'archived' ? `${words.title} (${words.archived.toLowerCase()})` : words.title,
    current: 'processes',
    charts: true,
    body: html`${said(visit)}
      <div class="toolbar"><h1>${words.title}</h1>${inventory.mayWrite && !isEmpty && linkButton({ label: words.add, href: NEW_PROCESS, icon: 'plus' })}</div>
      <p class="lead">${words.lead}</p>
      ${!inventory.mayWrite && inset(html`<p>${words.readOnly}</p>`)}
      ${views(asked)}
      ${isEmpty ? emptyInventory(inventory.mayWrite) : html`${filters(asked, units)}${totalFigures(totals)}${list(asked, listed, units)}${pages(asked, totals)}${asked.status === 'active' && unitSection(byUnit, units, asked)}`}
      ${buttons(
        linkButton({ label: words.units, href: UNITS, weight: 'secondary' }),
        linkButton({ label: words.export, href: INVENTORY_FILE, weight: 'quiet' }),
      )}`,
  })
}

const views = (asked: Asked): Html =>
  tabs({
    label: words.tabs,
    tabs: (['active', 'archived'] as const).map((status) => ({
      label: words[status],
      href: status === 'active' ? PROCESSES : addressOf({ ...readAsked(new URLSearchParams()), status }),
      current: asked.status === status,
    })),
  })

const emptyInventory = (mayWrite: boolean): Html =>
  emptyState({
    title: words.empty.title,
    body: words.empty.text,
    ...(mayWrite && { action: linkButton({ label: words.add, href: NEW_PROCESS, icon: 'plus' }) }),
  })

const filters = (asked: Asked, units: readonly Unit[]): Html => {
  const { filters: f, all } = words
  return filterBar({
    language: 'fr',
    action: PROCESSES,
    search: { name: 'q', label: words.search, value: asked.words },
    hidden: {
      ...(asked.status === 'archived' && { etat: 'archives' }),
      ...(asked.article && { article: asked.article }),
    },
    choices: [
      {
        name: 'unite',
        label: f.unit,
        value: asked.unit,
        options: [
          { value: '', label: all.unit },
          ...units.map(({ id, name }) => ({ value: id, label: name })),
        ],
      },
      {
        name: 'papier',
        label: f.paper,
        value: paperKey(asked.paper),
        options: [
          { value: '', label: all.paper },
          ...(['some', 'none', 'unknown'] as const).map((one) => ({
            value: paperKey(one),
            label: words.paper[one],
          })),
        ],
      },
      {
        name: 'cause',
        label: f.obstacle,
        value: causeKey(asked.obstacle),
        options: [
          { value: '', label: all.obstacle },
          ...OBSTACLES.map((one) => ({ value: causeKey(one), label: OBSTACLE_WORDS[one] })),
        ],
      },
    ],
    ...(isFiltered(asked) && {
      active: asked.article
        ? [{ label: words.article(asked.article), href: addressOf(asked, { article: '' }) }]
        : [],
      clear: addressOf({ ...readAsked(new URLSearchParams()), status: asked.status }),
    }),
  })
}

const totalFigures = (totals: Totals): Html => {
  const t = words.totals
  const isCounted = totals.withPaper + totals.withoutPaper
  const known = totals.costKnown > 0 ? t.known(totals.costKnown) : t.none
  return figures(
    figure({ label: t.processes, value: number(totals.processes) }),
    figure({
      label: t.without,
      value: number(totals.withoutPaper),
      note: t.share(totals.withoutPaper, isCounted),
    }),
    figure({ label: t.pages, value: number(totals.pages), note: known }),
    figure({ label: t.hours, value: number(totals.hours) }),
  )
}

export const paperTag = ({ paper, observed }: Pick<Listed, 'paper' | 'observed'>): Html => {
  if (!paper) return tag({ status: 'draft', label: words.paper.unknown, plain: true })
  const label = words.paper[paper] + (observed ? ` (${words.observed})` : '')
  return tag({ status: paper === 'none' ? 'done' : 'notice', label, plain: true })
}

const list = (asked: Asked, listed: readonly Listed[], units: readonly Unit[]): Html => {
  const c = words.columns
  const nothing = asked.status === 'archived' && !isFiltered(asked) ? words.noneArchived : words.noneFound
  const names = new Map(units.map(({ id, name }) => [id, name]))
  const columns: Column<Listed>[] = [
    {
      id: 'name',
      label: c.name,
      heads: true,
      cell: ({ id, name }) => rowLink({ href: processAt(id), label: name }),
    },
    {
      id: 'unit',
      label: c.unit,
      cell: ({ unit }) => html`<span class="verbatim">${names.get(unit) ?? unit}</span>`,
    },
    { id: 'paper', label: c.paper, cell: paperTag },
    {
      id: 'steps',
      label: c.steps,
      cell: ({ stages }) =>
        stages.length > 0 ? words.stepsWith(stages.filter(isOnPaper).length, stages.length) : null,
    },
    {
      id: 'obstacles',
      label: c.obstacles,
      cell: ({ obstacles, articles }) =>
        [
          ...obstacles
            .filter((one) => one !== 'law' || articles.length === 0)
            .map((one) => OBSTACLE_WORDS[one]),
          ...articles.map((one) => formatArticle(one, 'fr')),
        ].join(' ; ') || null,
    },
    {
      id: 'pages',
      label: c.pages,
      numeric: true,
      cell: ({ pages }) => (pages !== null && pages >= 0 ? number(pages) : null),
    },
    {
      id: 'hours',
      label: c.hours,
      numeric: true,
      cell: ({ hours }) => (hours !== null && hours >= 0 ? number(hours) : null),
    },
  ]
  return table<Listed>({
    language: 'fr',
    caption: words.caption,
    unseenCaption: true,
    rows: listed,
    empty: emptyState({
      title: nothing.title,
      body: nothing.text,
      icon: 'search',
      ...(isFiltered(asked) && {
        action: linkButton({ label: words.clear, href: PROCESSES, weight: 'secondary' }),
      }),
    }),
    columns,
  })
}

const isOnPaper = ({ paper }: Listed['stages'][number]): boolean =>
  hasPaper({ paper: paper as Parameters<typeof hasPaper>[0]['paper'] })

const pages = (asked: Asked, { processes }: Totals): Html => {
  if (processes === 0) return none
  const from = (asked.page - 1) * PAGE_SIZE
  return pagination({
    language: 'fr',
    current: asked.page,
    pages: Math.ceil(processes / PAGE_SIZE),
    href: (page) => addressOf(asked, { page }),
    ...(from < processes && {
      range: { from: from + 1, to: Math.min(processes, from + PAGE_SIZE), total: processes },
    }),
  })
}

type UnitTotals = Totals & { unit: string; unknown: number }

const COUNTS = ['processes', 'withPaper', 'withoutPaper', 'unknown', 'pages', 'hours'] as const

const unitSection = (
  totals: readonly (Totals & { unit: string })[],
  units: readonly Unit[],
  asked: Asked,
): Html => {
  // What is not described yet has a column of its own, so that each line adds up.
  const rows = totals.map((row) => ({ ...row, unknown: row.processes - row.withPaper - row.withoutPaper }))
  const { byUnit: b, columns: c } = words
  const names = new Map(units.map(({ id, name }) => [id, name]))
  const sum = (name: (typeof COUNTS)[number]) => number(rows.reduce((total, row) => total + row[name], 0))
  const column = (id: (typeof COUNTS)[number], label: string) => ({
    id,
    label,
    numeric: true,
    cell: (row: UnitTotals) => number(row[id]),
  })
  return section({
    title: b.title,
    body: table<UnitTotals>({
      language: 'fr',
      caption: b.caption,
      unseenCaption: true,
      rows,
      empty: none,
      columns: [
        {
          id: 'unit',
          label: c.unit,
          heads: true,
          cell: ({ unit }) =>
            html`<a href="${addressOf({ ...readAsked(new URLSearchParams()), status: asked.status, unit })}">${names.get(unit) ?? unit}</a>`,
        },
        column('processes', b.processes),
        column('withPaper', b.with),
        column('withoutPaper', b.without),
        column('unknown', b.unknown),
        column('pages', c.pages),
        column('hours', c.hours),
      ],
      foot: [b.total, ...COUNTS.map(sum)],
    }),
  })
}
