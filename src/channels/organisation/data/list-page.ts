import type { FastifyReply } from 'fastify'
import { html, none, type Html } from '#html'
import { dayOf, formatDay, formatNumber } from '#kernel'
import {
  buttons,
  emptyState,
  figure,
  figures,
  filterBar,
  inset,
  linkButton,
  pagination,
  rowLink,
  table,
  tag,
} from '#look'
import { type Dataset, publishedIn, QUALITIES, type Quality, type State, STATES, THEMES } from '#opendata'
import { sendOrganisation } from '../frame.ts'
import { type DataVisit, said } from './for-data.ts'
import { addressOf, type Asked, isFiltered, PAGE_SIZE, readAsked } from './wanted.ts'
import {
  DATA,
  datasetAt,
  FORMAT_WORDS,
  INVENTORY_FILE,
  NEW_DATASET,
  QUALITY_WORDS,
  STATE_WORDS,
  THEME_WORDS,
  words,
} from './words.ts'

/** The inventory of the organisation's data: filtered, by pages of fifty, with what target 10 counts of it. */
export const listPage = async (visit: DataVisit): Promise<FastifyReply> => {
  const { platform, agent, query, mayWrite } = visit
  const asked = readAsked(query)
  const { page, ...wanted } = asked
  const { organisation } = agent
  const [{ datasets, count }, counts] = await Promise.all([
    platform.opendata.search(
      { ...wanted, organisation },
      { sort: asked.text ? 'relevance' : 'title', limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE },
    ),
    platform.opendata.counts(organisation),
  ])
  const isEmpty = counts.datasets === 0
  return sendOrganisation(visit, {
    title: words.title,
    current: 'data',
    body: html`${said(visit)}
      <div class="toolbar"><h1>${words.title}</h1>${mayWrite && !isEmpty && linkButton({ label: words.add, href: NEW_DATASET, icon: 'plus' })}</div>
      <p class="lead">${words.lead}</p>
      ${!mayWrite && inset(html`<p>${words.readOnly}</p>`)}
      ${isEmpty ? emptyInventory(mayWrite) : html`${counted(counts)}${filters(asked)}${list(asked, datasets)}${pages(asked, count)}${buttons(linkButton({ label: words.export, href: INVENTORY_FILE, weight: 'quiet' }))}`}`,
  })
}

const emptyInventory = (mayWrite: boolean): Html =>
  emptyState({
    title: words.empty.title,
    body: words.empty.text,
    ...(mayWrite && { action: linkButton({ label: words.add, href: NEW_DATASET, icon: 'plus' }) }),
  })

const counted = ({
  datasets,
  highPotential,
  released,
}: {
  datasets: number
  highPotential: number
  released: number
}): Html => {
  const { figures: f } = words
  const number = (value: number) => formatNumber(value, 'fr')
  return figures(
    figure({ label: f.all, value: number(datasets) }),
    figure({ label: f.high, value: number(highPotential) }),
    figure({ label: f.released, value: number(released), note: f.majority(released, highPotential) }),
  )
}

const optionsOf = <T extends string>(
  all: string,
  values: readonly T[],
  said: Readonly<Record<T, string>>,
) => [{ value: '', label: all }, ...values.map((value) => ({ value, label: said[value] }))]

const filters = (asked: Asked): Html => {
  const { filters: f, all } = words
  return filterBar({
    language: 'fr',
    action: DATA,
    search: { name: 'q', label: words.search, value: asked.text },
    choices: [
      {
        name: 'etat',
        label: f.state,
        value: asked.state,
        options: optionsOf(all.state, STATES, STATE_WORDS),
      },
      {
        name: 'theme',
        label: f.theme,
        value: asked.theme,
        options: optionsOf(all.theme, THEMES, THEME_WORDS),
      },
      {
        name: 'potentiel',
        label: f.potential,
        value: asked.potential,
        options: optionsOf(all.potential, ['high', 'other'], { high: words.high, other: words.other }),
      },
      {
        name: 'verification',
        label: f.quality,
        value: asked.quality,
        options: optionsOf(all.quality, QUALITIES, QUALITY_WORDS),
      },
    ],
    ...(isFiltered(asked) && { clear: DATA }),
  })
}

const STATE_TAGS = {
  inventoried: 'draft',
  preparing: 'progress',
  published: 'done',
  withdrawn: 'stopped',
} as const
const QUALITY_TAGS = {
  good: 'done',
  fair: 'notice',
  poor: 'problem',
  unchecked: 'waiting',
  none: 'draft',
} as const

export const stateTag = (state: State, plain = true): Html =>
  tag({ status: STATE_TAGS[state], label: STATE_WORDS[state], plain })

export const qualityTag = (quality: Quality, plain = true): Html =>
  tag({ status: QUALITY_TAGS[quality], label: QUALITY_WORDS[quality], plain })

const formatsOf = (dataset: Dataset): string | null =>
  [...new Set(publishedIn(dataset).map(({ format }) => FORMAT_WORDS[format]))].join(', ') || null

const list = (asked: Asked, datasets: readonly Dataset[]): Html => {
  const c = words.columns
  return table<Dataset>({
    language: 'fr',
    caption: words.caption,
    unseenCaption: true,
    rows: datasets,
    empty: emptyState({
      title: words.noneFound.title,
      body: words.noneFound.text,
      icon: 'search',
      ...(isFiltered(asked) && {
        action: linkButton({ label: words.clear, href: DATA, weight: 'secondary' }),
      }),
    }),
    columns: [
      {
        id: 'title',
        label: c.title,
        heads: true,
        cell: ({ id, title }) => rowLink({ href: datasetAt(id), label: title.fr }),
      },
      { id: 'state', label: c.state, cell: ({ state }) => stateTag(state) },
      {
        id: 'potential',
        label: c.potential,
        cell: ({ potential: { score, most, high } }) =>
          html`${high ? words.high : words.other} (${words.score(score, most)})`,
      },
      {
        id: 'quality',
        label: c.quality,
        cell: ({ quality }) => (quality === 'none' ? null : qualityTag(quality)),
      },
      { id: 'formats', label: c.formats, cell: formatsOf },
      {
        id: 'updated',
        label: c.updated,
        cell: ({ updatedAt }) => formatDay(dayOf(new Date(updatedAt)), 'fr'),
      },
    ],
  })
}

const pages = (asked: Asked, count: number): Html => {
  if (count === 0) return none
  const from = (asked.page - 1) * PAGE_SIZE
  return pagination({
    language: 'fr',
    current: asked.page,
    pages: Math.ceil(count / PAGE_SIZE),
    href: (page) => addressOf(asked, { page }),
    ...(from < count && { range: { from: from + 1, to: Math.min(count, from + PAGE_SIZE), total: count } }),
  })
}
