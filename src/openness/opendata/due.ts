import { addToDay, dayOf } from '#kernel'
import { type Dataset, FREQUENCIES, publishedIn } from './dataset.ts'

/** What an organisation owes of its data: `id` is the dataset's. Late when `day` is before today. */
export type Due = { is: DueKind; subject: string; day: string; id: string }
export const DUE_KINDS = ['update', 'obstacle', 'failing'] as const
export type DueKind = (typeof DUE_KINDS)[number]

/** The day by which data of that frequency are to change again; null when they never have to. */
export const staleOn = ({ frequency }: Pick<Dataset, 'frequency'>, updatedAt: string): string | null => {
  const days = FREQUENCIES[frequency]
  return days === null ? null : addToDay(dayOf(new Date(updatedAt)), `P${days}D`)
}

/** How long before it is late that an update is said to be due. */
const AHEAD = 'P30D'

export const dueOf = (dataset: Dataset, today: string): Due[] => {
  const { id, title, state } = dataset
  if (state === 'withdrawn') return []
  const due = (is: DueKind, day: string): Due => ({ is, subject: title.fr, day, id })
  const published = publishedIn(dataset)
  const updates = published
    .flatMap((one) => (one.kind === 'query' ? [] : (staleOn(dataset, one.updatedAt) ?? [])))
    .filter((day) => day <= addToDay(today, AHEAD))
  const obstacles = dataset.obstacles.filter(({ removedOn }) => removedOn === null)
  const failing = published.flatMap(({ failingSince }) => failingSince ?? [])
  return [
    ...(updates.length > 0 ? [due('update', updates.toSorted()[0]!)] : []),
    ...obstacles.map(({ until }) => due('obstacle', until)),
    ...(failing.length > 0 ? [due('failing', dayOf(new Date(failing.toSorted()[0]!)))] : []),
  ]
}
