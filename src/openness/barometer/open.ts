import type { Subscriber } from '#ledger'
import { startApart } from './apart.ts'
import type { Barometer } from './barometer.ts'
import { type Computing, type ComputingOptions, startComputing } from './computing.ts'
import { DEFINITIONS } from './definitions.ts'
import { type PublishingOptions, startPublishing } from './publishing.ts'
import { readBarometer } from './read.ts'
import { measuring } from './subscriber.ts'

export type BarometerOptions = Omit<ComputingOptions, 'definitions'> &
  Pick<PublishingOptions, 'lookMs' | 'quietMs' | 'mostRestMs'> & {
    /** Other definitions than the kept ones: for a test, or to see what a change would do. */
    definitions?: ComputingOptions['definitions']
    /**
     * The address of the database, to compute and publish in a thread of its own, by the system's clock and the kept
     * definitions: what serves pages does. Absent, all is done in this thread.
     */
    apart?: string | undefined
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
  const computing = options.apart ? startApart({ url: options.apart, log: options.log }) : startHere(options)
  return {
    ...readBarometer(options.db),
    subscriber: measuring(computing.poke),
    compute: computing.now,
    stop: computing.stop,
  }
}

const startHere = (options: BarometerOptions): Computing => {
  const { definitions = DEFINITIONS } = options
  const computing = startComputing({ ...options, definitions })
  const publishing = startPublishing({ ...options, definitions })
  return {
    ...computing,
    async stop() {
      await Promise.all([computing.stop(), publishing.stop()])
    },
  }
}
