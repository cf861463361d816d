import { html, type Html } from '#html'
import { formatDay, newId } from '#kernel'
import { button, buttons, details, postForm, section, table, tag } from '#look'
import type { Dataset, Obstacle } from '#opendata'
import { day, line, paragraph, type Typed } from '../consultations/fields.ts'
import type { DatasetVisit } from './for-data.ts'
import { datasetAt, words } from './words.ts'

const { page: w } = words

/** What stands in the way of publishing a dataset, who removes it and by when; a form notes another. */
export const obstacles = (visit: DatasetVisit, dataset: Dataset, typed: Typed | undefined): Html => {
  const c = w.obstacleColumns
  const mayWrite = visit.mayWrite && dataset.state !== 'withdrawn'
  const lists = table<Obstacle>({
    language: 'fr',
    caption: w.obstaclesCaption,
    unseenCaption: true,
    rows: dataset.obstacles,
    empty: html`<p>${w.obstaclesNone}</p>`,
    columns: [
      { id: 'what', label: c.what, heads: true, cell: ({ what }) => what },
      { id: 'owner', label: c.owner, cell: ({ owner }) => html`<span class="breakable">${owner}</span>` },
      { id: 'until', label: c.until, cell: ({ until }) => formatDay(until, 'fr') },
      {
        id: 'act',
        label: c.act,
        unseenLabel: true,
        cell: ({ id, what, removedOn }) =>
          removedOn
            ? tag({ status: 'done', label: w.lifted(formatDay(removedOn, 'fr')), plain: true })
            : mayWrite
              ? button({ label: w.lift, about: what, act: `lever:${id}`, weight: 'quiet' })
              : null,
      },
    ],
  })
  return section({
    title: w.obstacles,
    id: 'obstacles',
    body: html`${mayWrite && dataset.obstacles.some(({ removedOn }) => removedOn === null) ? html`<form method="post" action="${datasetAt(dataset.id)}" data-once>${lists}</form>` : lists}
    ${mayWrite && obstacleForm(dataset, typed)}`,
  })
}

const obstacleForm = ({ id }: Dataset, typed: Typed | undefined): Html => {
  const shown = typed ?? { form: new Map(), faults: {} }
  return details({
    summary: w.addObstacle,
    open: !!typed,
    body: postForm({
      language: 'fr',
      action: datasetAt(id),
      hidden: { key: typed?.form.get('key')?.[0] ?? newId(), _do: 'obstacle' },
      body: html`${paragraph('what', shown, { label: w.obstacleWhat, most: 1_000 })}
        ${line('owner', shown, { label: w.obstacleOwner, why: w.obstacleOwnerWhy, most: 200 })}
        ${day('until', shown, { label: w.obstacleUntil })}
        ${buttons(button({ label: w.addObstacle, weight: 'secondary' }))}`,
    }),
  })
}
