import assert from 'node:assert/strict'
import { type Definition, figuresOf, foldAll, inForceOn, type Measure, measuresOf } from '#barometer'

/** What an event of a kind says it counts for, so many times on a day: a line of a written history. */
export type Line = [day: string, kind: string, says: Record<string, unknown>, times?: number]

/** The measures of a written history, as events would give them. */
export const written = (...lines: Line[]): Measure[] =>
  lines.flatMap(([day, kind, says, times = 1]) => {
    const measures = measuresOf(kind, day, says)
    assert.ok(measures, `${kind} of ${day} cannot be read`)
    return measures.map((measure) => ({ ...measure, count: measure.count * times }))
  })

export const registered = (day: string, organisation: string): Line => [
  day,
  'organisation.registered',
  { organisation },
]

export const closed = (day: string, organisation: string): Line => [
  day,
  'organisation.closed',
  { organisation },
]

export const published = (
  day: string,
  organisation: string,
  service: string,
  more: { version?: number; digital?: boolean; involved?: boolean } = {},
): Line => [
  day,
  'service.published',
  { organisation, service, version: 1, digital: true, involved: false, ...more },
]

export const filed = (
  day: string,
  organisation: string,
  service: string,
  channel: string,
  times = 1,
): Line => [day, 'dossier.filed', { organisation, service, channel }, times]

/** Decided for the first time, so finished; `needs` says how each need was met. */
export const finished = (
  day: string,
  organisation: string,
  service: string,
  times = 1,
  needs: Record<string, string> = { birthDate: 'fetched' },
): Line => [
  day,
  'dossier.decided',
  { organisation, service, channel: 'portal', favourable: true, first: true, needs },
  times,
]

export const definitionOf = (target: number, at = '2026-11-22'): Definition =>
  inForceOn(at).find((definition) => definition.target === target)!

/** The figure of a target over written lines: for all together, or for one organisation. */
export const figureOn = (
  target: number,
  at: string,
  lines: readonly Line[],
  organisation: string | null = null,
) => {
  const figure = figuresOf(definitionOf(target, at), foldAll(written(...lines)), at).get(organisation)
  assert.ok(figure, `no figure of ${organisation}`)
  return figure
}

/** What most tests look at: `value 3/4`, `no-data`. */
export const said = ({ state, numerator, denominator }: ReturnType<typeof figureOn>): string =>
  state === 'value' ? `${numerator}/${denominator}` : state
