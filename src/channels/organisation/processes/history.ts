import { html, type Html } from '#html'
import { dayOf, formatInstant } from '#kernel'
import { details, type Moment, timeline } from '#look'
import type { Process } from '#processes'
import type { InventoryVisit } from './for-inventory.ts'
import { words } from './words.ts'

const { happened: w } = words

type Happened = Awaited<ReturnType<InventoryVisit['inventory']['history']>>[number]

const MOST_MOMENTS = 100

/** What happened to a process, the last first; the same thing done by the same person on one day is said once. */
export const historySection = async (
  { inventory, platform }: InventoryVisit,
  process: Process,
): Promise<Html> => {
  const agents = new Map(platform.access.agents().map(({ id, name }) => [id, name]))
  const events = await inventory.history(process)
  const moments = gathered(events)
    .toReversed()
    .slice(0, MOST_MOMENTS)
    .map((group): Moment => {
      const last = group.at(-1)!
      const title = titleOf(last)
      return {
        title: group.length > 1 ? w.times(title, group.length) : title,
        when: { text: formatInstant(last.at, 'fr'), machine: last.at.toISOString() },
        by: last.channel === 'robot' ? words.robot : (agents.get(last.actor) ?? last.actor),
      }
    })
  return details({ summary: words.page.history, body: html`${timeline({ moments, dense: true })}` })
}

const gathered = (events: readonly Happened[]): Happened[][] => {
  const groups: Happened[][] = []
  for (const event of events) {
    const last = groups.at(-1)
    if (last && keyOf(last[0]!) === keyOf(event)) last.push(event)
    else groups.push([event])
  }
  return groups
}

const keyOf = ({ kind, actor, at, body }: Happened): string =>
  [kind, actor, dayOf(at), JSON.stringify(body)].join(' ')

const titleOf = ({ kind, body }: Happened): string => {
  switch (kind) {
    case 'process.added':
    case 'process.archived':
    case 'process.restored':
      return w[kind]
    case 'process.changed':
      return w.changed[body['part'] as keyof typeof w.changed] ?? w.changed.head
    case 'process.recorded': {
      const [paper, because] = [body['paper'] as 'none' | 'some', body['because'] as 'declared' | 'observed']
      return `${w.recorded[paper] ?? w.recorded.some}, ${w.because[because] ?? w.because.declared}`
    }
    default:
      return kind
  }
}
