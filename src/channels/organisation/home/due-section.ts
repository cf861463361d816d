import { html, none, type Html } from '#html'
import { formatDay } from '#kernel'
import { emptyState, rowLink, section, table, tag, time } from '#look'
import { words as space } from '../words.ts'
import type { DueLine } from './due-line.ts'
import { words } from './words.ts'

const { due: w } = words
/** More lines than anybody reads at once; each part lists all of its own. */
const MOST = 30

export const dueSection = (lines: readonly DueLine[]): Html => {
  if (lines.length === 0) return emptyState({ icon: 'done', title: w.none, body: w.noneText })
  const late = lines.filter(({ inDays }) => inDays < 0).length
  return section({
    title: w.title,
    body: html`<p>${w.summary(late, lines.length - late)}</p>
      ${table<DueLine>({
        language: 'fr',
        caption: w.caption,
        unseenCaption: true,
        rows: lines.slice(0, MOST),
        empty: none,
        columns: [
          {
            id: 'what',
            label: w.columns.what,
            heads: true,
            cell: ({ href, what }) => rowLink({ href, label: what }),
          },
          { id: 'part', label: w.columns.part, cell: ({ part }) => space.parts[part] },
          { id: 'day', label: w.columns.day, cell: dayCell },
          { id: 'who', label: w.columns.who, cell: ({ who }) => who },
        ],
      })}
      ${lines.length > MOST && html`<p class="source">${w.everyLate(MOST)}</p>`}`,
  })
}

const dayCell = ({ day, inDays }: DueLine): Html => {
  const words = inDays < 0 ? w.late(-inDays) : inDays === 0 ? w.today : w.soon(inDays)
  return html`${tag({ status: inDays < 0 ? 'late' : 'waiting', label: words, plain: true })}
    <span class="second">${time({ text: formatDay(day, 'fr'), machine: day })}</span>`
}
