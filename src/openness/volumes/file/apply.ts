import type { Queries } from '#kernel'
import { type Import, rowOf } from '../import.ts'
import {
  changesOf,
  forgetRead,
  keepChanges,
  keepImport,
  laterImport,
  planned,
  restoreCounts,
} from '../store.ts'
import { type Change, factsOfChange, factsOfUndoing, factWriter } from '../writing.ts'

/** So many cells are held in memory at once. */
const PART = 2_000

type Told = (done: number) => Promise<void>

/**
 * Applies all of an import in the transaction that it is given: the differences from what is counted now, each an event,
 * and what is counted from then on. `told` says how far it is, outside the transaction.
 */
export const apply = async (tx: Queries, one: Import, at: Date, told: Told): Promise<void> => {
  const { id, said } = one
  const by = { import: id, actor: said.confirmedBy!, channel: 'desk', at }
  const writer = factWriter(tx, by)
  let [done, changed] = [0, 0]
  for (let last: Change | null = null; ;) {
    const cells: Change[] = await planned(
      tx,
      one,
      { adds: said.known === 'add', provenance: said.provenance },
      last,
      PART,
    )
    const changes = cells.filter((cell) => factsOfChange(cell, {}).length > 0)
    for (const change of changes)
      for (const fact of factsOfChange(change, { import: id })) await writer.write(fact)
    await keepChanges(tx, id, changes, at)
    changed += changes.length
    await told((done += cells.length))
    if (cells.length < PART) break
    last = cells.at(-1)!
  }
  await writer.flush()
  await forgetRead(tx, one)
  const after = { ...said, changed, appliedAt: at.toISOString() }
  await keepImport(tx, rowOf({ ...one, status: 'applied', done, todo: done, said: after }))
}

/**
 * Takes all of an import back: the same differences, the other way. What was imported stays in the ledger. Where another
 * import has changed the same cells meanwhile, it stays as it is.
 */
export const undo = async (tx: Queries, one: Import, at: Date, told: Told): Promise<void> => {
  if (await laterImport(tx, one)) return keepImport(tx, rowOf({ ...one, status: 'applied' }))
  const writer = factWriter(tx, {
    import: `${one.id} undone`,
    actor: one.said.undoneBy ?? one.said.by,
    channel: 'desk',
    at,
  })
  let done = 0
  for (let last: Change | null = null; ;) {
    const changes: Change[] = await changesOf(tx, one, last, PART)
    for (const change of changes)
      for (const fact of factsOfUndoing(change, { import: one.id })) await writer.write(fact)
    await restoreCounts(tx, changes)
    await told((done += changes.length))
    if (changes.length < PART) break
    last = changes.at(-1)!
  }
  await writer.flush()
  await keepImport(
    tx,
    rowOf({ ...one, status: 'undone', done, todo: done, said: { ...one.said, undoneAt: at.toISOString() } }),
  )
}
