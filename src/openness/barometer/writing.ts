import type { Database, Queries } from '#kernel'
import {
  dropParts,
  type Edition,
  editionOf,
  everyPart,
  holdFigures,
  keepEdition,
  keepParts,
  type Part,
} from './store.ts'

/** What the database holds, as a process wrote it, and as of which edition. */
export type Written = { edition: number; epoch: string; parts: Map<string, Part> }

/** Figures as they were computed, or the series of those that are there; null leaves what is there. */
export type Computed = {
  of: Pick<Edition, 'epoch' | 'head' | 'day' | 'definitions' | 'complete' | 'computedAt'>
  parts?: Part[] | null
  series?: Part[] | null
}

const keyOf = ({ organisation, target, part }: Omit<Part, 'body'>): string =>
  `${target} ${organisation} ${part}`

/** Writes what differs from what is there, as one more edition; answers with what is there now. */
export const writeFigures = (
  db: Database,
  known: Written | null,
  { of, parts = null, series = null }: Computed,
): Promise<Written | null> =>
  db.transaction(async (tx) => {
    await holdFigures(tx)
    const last = await editionOf(tx)
    const { epoch, head, day } = of
    const isSame = last?.epoch === epoch && last.head === head && last.day === day
    // Somebody came further meanwhile; or these series are of other figures than those that are there.
    if (last && last.epoch === epoch && last.head > head && last.day >= day) return known
    if (!parts && !(isSame && last.definitions === of.definitions)) return known
    const there = await whatIsThere(tx, known, last, epoch)
    await replace(tx, there, (part) => part !== 'series', parts)
    await replace(tx, there, (part) => part === 'series', series)
    const edition = (last?.edition ?? 0) + 1
    await keepEdition(tx, { ...of, edition, root: isSame ? last.root : null })
    return { edition, epoch, parts: there }
  })

/** As this process knows it, but for cells that were counted anew, which mend figures that were written over too. */
const whatIsThere = async (
  tx: Queries,
  known: Written | null,
  last: Edition | null,
  epoch: string,
): Promise<Map<string, Part>> => {
  if (known && known.edition === last?.edition && known.epoch === epoch) return new Map(known.parts)
  return new Map((await everyPart(tx)).map((part) => [keyOf(part), part]))
}

/** Puts these parts in place of those of the same sort. */
const replace = async (
  tx: Queries,
  there: Map<string, Part>,
  isOfSort: (part: string) => boolean,
  coming: Part[] | null,
): Promise<void> => {
  if (!coming) return
  const keys = new Set(coming.map(keyOf))
  const gone = [...there.values()].filter((one) => isOfSort(one.part) && !keys.has(keyOf(one)))
  const changed = coming.filter((one) => there.get(keyOf(one))?.body !== one.body)
  await dropParts(tx, gone)
  await keepParts(tx, changed)
  for (const one of gone) there.delete(keyOf(one))
  for (const one of changed) there.set(keyOf(one), one)
}
