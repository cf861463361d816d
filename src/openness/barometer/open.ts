import type { Subscriber } from '#ledger'
import type { Barometer } from './barometer.ts'
import { type ComputingOptions, startComputing } from './computing.ts'
import { DEFINITIONS } from './definitions.ts'
import { type PublishingOptions, startPublishing } from './publishing.ts'
import { readBarometer } from './read.ts'
import { measuring } from './subscriber.ts'

export type BarometerOptions = Omit<ComputingOptions, 'definitions'> &
  Pick<PublishingOptions, 'lookMs' | 'quietMs'> & {
    /** Other definitions than the kept ones: for a test, or to see what a change would do. */
    definitions?: ComputingOptions['definitions']
  }

export type RunningBarometer = Barometer & {
  /** What the ledger plays events to. */
  subscriber: Subscriber
  /** Computes what is wanting now, without waiting for its turn. */
  compute(): Promise<void>
  stop(): Promise<void>
}

/**
 * Opens the barometer of a database: figures are computed as events are counted, and days published as they end. Any
 * number of processes may. Give `subscriber` to the ledger of this process.
 */
export const openBarometer = (options: BarometerOptions): RunningBarometer => {
  const { db, definitions = DEFINITIONS } = options
  const computing = startComputing({ ...options, definitions })
  const publishing = startPublishing({ ...options, definitions })
  return {
    ...readBarometer(db),
    subscriber: measuring(computing.poke),
    compute: computing.now,
    async stop() {
      await Promise.all([computing.stop(), publishing.stop()])
    },
  }
}
