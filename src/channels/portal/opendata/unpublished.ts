import { html, none, type Html } from '#html'
import { dayOf, formatDay } from '#kernel'
import { notice, section, table } from '#look'
import type { Dataset, Obstacle } from '#opendata'
import { to } from '../paths.ts'
import type { Visit } from '../visit.ts'
import { typed } from './names.ts'
import { words } from './words.ts'

/** Why nothing of it can be had: it was withdrawn, it will not be, or it is not yet. What is published says nothing here. */
export const whyNot = ({ language }: Visit, dataset: Dataset): Html => {
  const w = words[language]
  const { state, withdrawn, sensitivity } = dataset
  if (state === 'published') return none
  if (state === 'withdrawn' && withdrawn)
    return notice({
      language,
      tone: 'warning',
      title: w.withdrawn,
      body: [
        w.withdrawnOn(formatDay(dayOf(new Date(withdrawn.at)), language)),
        w.withdrawals[withdrawn.reason] ?? '',
      ].join(' '),
      action: html`${withdrawn.words && html`<p>${typed(withdrawn.words, language)}</p>`}${
        withdrawn.replacedBy &&
        html`<p>${w.replacedBy} <a href="${to('dataset', language, { dataset: withdrawn.replacedBy })}">${withdrawn.replacedBy}</a>.</p>`
      }`,
    })
  const isOpen = sensitivity.level === 'open' && !sensitivity.personal
  return notice({
    language,
    tone: 'information',
    title: isOpen ? w.unpublished : w.restricted,
    body: isOpen
      ? w.unpublishedText
      : [w.restrictedText, sensitivity.personal ? w.personal : ''].filter(Boolean).join(' '),
    action: html`${!isOpen && sensitivity.reason && html`<p>${w.reason} ${typed(sensitivity.reason, language)}</p>`}
      <p>${w.ask}</p>`,
  })
}

/** What stands in the way, who removes it and by when. */
export const obstaclesSection = ({ language }: Visit, { obstacles, state, sensitivity }: Dataset): Html => {
  const w = words[language]
  const isOwed = state === 'inventoried' || state === 'preparing'
  const mayCome = sensitivity.level === 'open' && !sensitivity.personal
  if (state === 'withdrawn' || (obstacles.length === 0 && !(isOwed && mayCome))) return none
  return section({
    title: w.obstacles,
    body: table({
      language,
      caption: w.obstacles,
      unseenCaption: true,
      columns: [
        { id: 'what', label: w.obstacle, heads: true, cell: ({ what }: Obstacle) => typed(what, language) },
        { id: 'owner', label: w.owner, cell: ({ owner }: Obstacle) => typed(owner, language) },
        { id: 'until', label: w.due, cell: ({ until }: Obstacle) => formatDay(until, language) },
        {
          id: 'done',
          label: w.done,
          cell: ({ removedOn }: Obstacle) => removedOn && formatDay(removedOn, language),
        },
      ],
      rows: obstacles,
      empty: html`<p>${w.noObstacle}</p>`,
    }),
  })
}
