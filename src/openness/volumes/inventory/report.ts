import type { VolumeChannel } from '../channels.ts'
import type { Inventory } from './gather.ts'
import { LEFT_OUT, type LeftOut } from './read-row.ts'

/** What a file gave, to be read before it is taken over, and kept after. */
export type Report = {
  source: string
  rows: { read: number; used: number }
  years: YearReport[]
  /** How many of each reason, and where the first ones are. */
  leftOut: {
    reason: LeftOut
    says: string
    times: number
    first: { file: string; line: number; what: string }[]
  }[]
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
  improved: number
  volumes: Partial<Record<VolumeChannel, number>>
}

const MOST_FIRST = 10

export const reportOf = ({ source, rows, years, improvements, leftOut }: Inventory): Report => ({
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
      const isIn = (service: string) =>
        [...(improvements.get(service) ?? [])].some((day) => day >= from && day <= to)
      return {
        year,
        from,
        to,
        services: all.length,
        organisations: new Set(all.map(({ organisation }) => organisation)).size,
        withVolume: all.filter((one) => one.volumes !== null).length,
        used: all.filter((one) => Object.values(one.volumes ?? {}).some((count) => count > 0)).length,
        digital: all.filter(({ digital }) => digital).length,
        improved: all.filter(({ service }) => isIn(service)).length,
        volumes,
      }
    }),
  leftOut: [...Map.groupBy(leftOut, ({ reason }) => reason)]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([reason, all]) => ({
      reason,
      says: LEFT_OUT[reason],
      times: all.length,
      first: all.slice(0, MOST_FIRST).map(({ file, line, what }) => ({ file, line, what })),
    })),
})
