import type { Definition } from './definition.ts'
import type { Figure } from './figure.ts'
import { figuresOf } from './figures.ts'
import { foldAll } from './history.ts'
import type { Measure } from './measure.ts'

/** The two files of a publication as texts. The verifier writes them again and compares: the same in, the same out. */

/** A measure a line, each field in one place: a line is compared as a text. */
export const measuresText = (measures: readonly Measure[]): string =>
  measures.map((measure) => `${measureText(measure)}\n`).join('')

export const measureText = ({ kind, organisation, unit, day, is, count }: Measure): string => {
  const sorted = Object.fromEntries(
    Object.keys(is)
      .toSorted()
      .map((name) => [name, is[name]]),
  )
  return JSON.stringify({ kind, organisation, unit, day, is: sorted, count })
}

/** The figures that published measures come to: of each target all together first, then each organisation. */
export const figuresFrom = (
  measures: readonly Measure[],
  day: string,
  definitions: readonly Definition[],
): Figure[] => {
  const history = foldAll(measures)
  return definitions.flatMap((definition) =>
    [...figuresOf(definition, history, day)]
      .toSorted(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1))
      .map(([, figure]) => figure),
  )
}

/** One figure a line within one JSON array, so that a difference is easy to find. */
export const figuresText = (figures: readonly Figure[]): string =>
  `[\n${figures.map((figure) => JSON.stringify(figure)).join(',\n')}\n]\n`
