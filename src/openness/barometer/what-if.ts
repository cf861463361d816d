import { type Clock, type Database, dayOf } from '#kernel'
import { inForceOn } from './definitions.ts'
import type { Ratio, Unit } from './figure.ts'
import { figuresOf, unitsOn } from './figures.ts'
import { emptyHistory, record } from './history.ts'
import { measuresOf } from './measures.ts'
import { cellsOfOrganisation, measureOf } from './store.ts'

/** A difference that an import would write. */
export type VolumeDifference = {
  service: string
  month: string
  channel: string
  count: number
  provenance: string
}

export type WhatIf = {
  before: Ratio
  after: Ratio
  goal: number
  changed: { unit: string; before: Unit; after: Unit }[]
}

const USE = 8

/**
 * What « used online » (8) of one organisation is and would be with some differences more, and the services whose share or
 * verdict would change: from what is really counted, for those who counted it. Nothing is written.
 */
export const useWith = async (
  db: Database,
  clock: Clock,
  organisation: string,
  differences: readonly VolumeDifference[],
): Promise<WhatIf> => {
  const day = dayOf(clock())
  const definition = inForceOn(day).find(({ target }) => target === USE)!
  const history = emptyHistory()
  for (const row of await cellsOfOrganisation(db, organisation)) record(history, measureOf(row))
  const standing = (): { ratio: Ratio; units: Unit[] } => {
    const {
      numerator = 0,
      denominator = 0,
      value = null,
    } = figuresOf(definition, history, day).get(organisation) ?? {}
    const units = unitsOn(definition, history, day).filter((one) => one.organisation === organisation)
    return { ratio: { numerator, denominator, value }, units }
  }
  const before = standing()
  for (const difference of differences)
    for (const measure of measuresOf('volumes.imported', day, { organisation, ...difference }) ?? [])
      record(history, measure)
  const after = standing()
  return {
    before: before.ratio,
    after: after.ratio,
    goal: definition.goal.share,
    changed: changedIn(before.units, after.units),
  }
}

const changedIn = (before: readonly Unit[], after: readonly Unit[]): WhatIf['changed'] =>
  after.flatMap((now) => {
    const was = before.find(({ unit }) => unit === now.unit)
    if (!was || (was.share === now.share && was.verdict === now.verdict)) return []
    return [{ unit: now.unit, before: was, after: now }]
  })
