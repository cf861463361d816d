import { VOLUME_CHANNELS, type VolumeChannel } from '../channels.ts'
import { among } from './cells.ts'
import type { Mapping, VolumeOf } from './mapping.ts'
import type { Assumed, Says } from './reasons.ts'
import type { Row } from './table.ts'
import { readCount } from './values.ts'

export type Volumes = Partial<Record<VolumeChannel, number>>

/** What a row says of each channel; `volumes` says why, where it is null, and what had to be taken for granted. */
export type ReadChannels = {
  knows: (channel: VolumeChannel) => number | null
  volumes: (service: string, says: Says) => Volumes | null
}

type Volume =
  | { is: 'known'; count: number }
  | { is: 'unknown' | 'none'; column: string }
  | { is: 'unreadable'; column: string; cell: string }
  | { is: 'total-below-parts' }

export const channelsReader = (mapping: Mapping, isNoData: (cell: string) => boolean) => {
  const isNone = among(mapping.none)
  const countsKnown = mapping.partly === 'count-known'

  return (row: Row): ReadChannels => {
    const assumed: [Assumed, column: string, cell: string][] = []
    const read = (column: string): Volume => {
      const cell = row.cell(column)
      if (isNone(cell)) return { is: 'none', column }
      if (isNoData(cell)) return { is: 'unknown', column }
      const count = readCount(cell, mapping.numbers)
      if (!count) return { is: 'unreadable', column, cell }
      if (count.assumed) assumed.push([count.assumed, column, cell])
      return { is: 'known', count: count.count }
    }
    const without = new Set<string>()
    const noticed = (column: string): Volume => {
      const volume = read(column)
      if (volume.is === 'none') assumed.push(['none-is-zero', column, row.cell(column)])
      if (volume.is === 'unknown') without.add(column)
      return volume
    }
    const all = VOLUME_CHANNELS.flatMap((channel) => {
      const of = mapping.channels[channel]
      return of ? [{ channel, volume: volumeOf(of, noticed, countsKnown) }] : []
    })

    return {
      knows: (channel) => {
        const volume = all.find((one) => one.channel === channel)?.volume
        return volume?.is === 'known' ? volume.count : null
      },
      volumes: (service, says) => {
        if (isSpoiled(all, service, mapping, says)) return null
        for (const [reason, column, cell] of assumed) says(reason, `${service}: ${column}: ${cell}`, cell)
        if (without.size > 0) says('known-only', `${service}: ${[...without].join(', ')}`)
        return Object.fromEntries(
          all.flatMap(({ channel, volume }) => (volume.is === 'known' ? [[channel, volume.count]] : [])),
        )
      },
    }
  }
}

type OfChannel = { channel: VolumeChannel; volume: Volume }

/** What cannot be counted, said; a channel that does not exist brought nobody, and spoils nothing. */
const isSpoiled = (all: readonly OfChannel[], service: string, { partly }: Mapping, says: Says): boolean => {
  for (const { volume } of all)
    if (volume.is === 'unreadable') {
      says('volume-unreadable', `${volume.column}: ${volume.cell}`, volume.cell)
      return true
    } else if (volume.is === 'total-below-parts') {
      says('total-below-parts', service)
      return true
    }
  const unknown = all.filter(({ volume }) => volume.is === 'unknown').map(({ channel }) => channel)
  const isKnown = all.some(({ volume }) => volume.is === 'known')
  if (isKnown && (unknown.length === 0 || partly === 'count-known')) return false
  if (isKnown) says('volume-partly-unknown', `${service}: ${unknown.join(', ')}`)
  else says('volume-unknown', service)
  return true
}

const volumeOf = (of: VolumeOf, read: (column: string) => Volume, countsKnown: boolean): Volume => {
  if ('constant' in of) return { is: 'known', count: of.constant }
  if ('sum' in of) return summed(of.sum.map(read), countsKnown)
  const [total, minus] = [summed(of.total.map(read), false), summed(of.minus.map(read), false)]
  if (total.is !== 'known' || minus.is === 'none') return total
  if (minus.is !== 'known') return minus
  return minus.count > total.count
    ? { is: 'total-below-parts' }
    : { is: 'known', count: total.count - minus.count }
}

/** What cannot be read spoils a sum; what is not known does, unless what is known is to be counted. */
const summed = (parts: readonly Volume[], countsKnown: boolean): Volume => {
  const known = parts.filter((part) => part.is === 'known')
  const spoiled =
    parts.find(({ is }) => is === 'unreadable') ??
    (countsKnown && known.length > 0 ? undefined : parts.find(({ is }) => is === 'unknown'))
  if (spoiled) return spoiled
  if (known.length === 0) return parts[0]!
  return { is: 'known', count: known.reduce((sum, { count }) => sum + count, 0) }
}
