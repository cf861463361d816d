import { html, none, type Html } from '#html'
import { dayOf, formatDay } from '#kernel'
import { type Column, table, tag } from '#look'
import { spaceWords } from '#organisation'
import { type ReminderSubject, SUBJECTS } from '#reporting'
import type { Row, Standing, Wanted } from './standings.ts'
import { words } from './words.ts'

/** An organisation a row, a part of its space a column; of one part only when that is what was asked. */
export const standingTable = (rows: readonly Row[], { part }: Pick<Wanted, 'part'>): Html =>
  table<Row>({
    language: 'fr',
    caption: words.caption,
    unseenCaption: true,
    rows,
    empty: none,
    columns: [
      {
        id: 'organisation',
        label: words.organisation,
        heads: true,
        cell: ({ id, name }) =>
          html`<a href="${`/barometre/organisations/${encodeURIComponent(id)}`}">${name}</a>`,
      },
      ...(part ? [part] : SUBJECTS).map(columnOf),
      { id: 'reminded', label: words.reminded, cell: ({ parts }) => remindedCell(parts, part) },
    ],
  })

const columnOf = (part: ReminderSubject): Column<Row> => ({
  id: part,
  label: spaceWords.parts[part],
  cell: ({ parts }) => standingCell(parts[part]),
})

const standingCell = ({ state, late, lateSince, reportedOn }: Standing): Html => {
  const last = reportedOn && words.last(formatDay(reportedOn, 'fr'))
  if (state === 'late')
    return html`${tag({ status: 'late', label: words.late(late), plain: true })}<span class="second"
        >${words.lateSince(formatDay(lateSince!, 'fr'))}</span
      >`
  if (state === 'silent') return tag({ status: 'waiting', label: words.silent, plain: true })
  return html`${tag({ status: 'done', label: words.fine, plain: true })}<span class="second">${last}</span>`
}

const remindedCell = (parts: Row['parts'], part: ReminderSubject | ''): string => {
  const times = (part ? [part] : SUBJECTS).flatMap((one) => parts[one].remindedAt ?? [])
  const last = times.toSorted((a, b) => b.getTime() - a.getTime())[0]
  return last ? formatDay(dayOf(last), 'fr') : words.never
}
