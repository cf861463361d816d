import type { VolumeChannel } from '../channels.ts'
import type { Inventory, ServiceYear } from './gather.ts'
import { ASSUMED, type Assumed, LEFT_OUT, type LeftOut, type Said } from './reasons.ts'

/** What a file gave, to be read before it is taken over, and kept after. */
export type Report = {
  source: string
  rows: { read: number; used: number }
  years: YearReport[]
  leftOut: Reason<LeftOut>[]
  /** What is counted all the same. */
  assumed: Reason<Assumed>[]
}

/** How many of a reason, where the first ones are, and what is read there most. */
export type Reason<Of> = {
  reason: Of
  says: string
  times: number
  first: { file: string; line: number; what: string }[]
  most: { cell: string; times: number }[]
}

export type YearReport = {
  year: number
  from: string
  to: string
  services: number
  organisations: number
  /** Services of which some volume is known, and of which some request is. */
  withVolume: number
  used: number
  digital: number
  /** The digital ones, by what their year gives: some request, none at all, a volume that is not known. */
  counted: number
  unused: number
  unknown: number
  improved: number
  volumes: Partial<Record<VolumeChannel, number>>
}

const MOST_FIRST = 10

export const reportOf = ({ source, rows, years, improvements, leftOut, assumed }: Inventory): Report => ({
  source,
  rows,
  years: [...Map.groupBy(years.values(), ({ year }) => year.year)]
    .toSorted(([a], [b]) => a - b)
    .map(([year, all]): YearReport => {
      const { from, to } = all[0]!.year
      const volumes: YearReport['volumes'] = {}
      for (const one of all)
        for (const [channel, count] of Object.entries(one.volumes ?? {}) as [VolumeChannel, number][])
          volumes[channel] = (volumes[channel] ?? 0) + count
      const digital = all.filter((one) => one.digital)
      const isIn = (service: string) =>
        [...(improvements.get(service) ?? [])].some((day) => day >= from && day <= to)
      return {
        year,
        from,
        to,
        services: all.length,
        organisations: new Set(all.map(({ organisation }) => organisation)).size,
        withVolume: all.filter((one) => one.volumes !== null).length,
        used: all.filter(isUsed).length,
        digital: digital.length,
        counted: digital.filter(isUsed).length,
        unused: digital.filter((one) => one.volumes && !isUsed(one)).length,
        unknown: digital.filter((one) => one.volumes === null).length,
        improved: all.filter(({ service }) => isIn(service)).length,
        volumes,
      }
    }),
  leftOut: reasonsOf(leftOut, LEFT_OUT),
  assumed: reasonsOf(assumed, ASSUMED),
})

const isUsed = ({ volumes }: ServiceYear): boolean => Object.values(volumes ?? {}).some((count) => count > 0)

const reasonsOf = <Of extends string>(
  all: readonly Said<Of>[],
  words: Readonly<Record<Of, string>>,
): Reason<Of>[] =>
  [...Map.groupBy(all, ({ reason }) => reason)]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([reason, its]) => ({
      reason,
      says: words[reason],
      times: its.length,
      first: its.slice(0, MOST_FIRST).map(({ file, line, what }) => ({ file, line, what })),
      most: mostOf(its.flatMap(({ cell }) => (cell === undefined ? [] : [cell]))),
    }))

const mostOf = (cells: readonly string[]): { cell: string; times: number }[] =>
  [...Map.groupBy(cells, (cell) => cell)]
    .map(([cell, its]) => ({ cell, times: its.length }))
    .toSorted((a, b) => b.times - a.times)
    .slice(0, MOST_FIRST)
