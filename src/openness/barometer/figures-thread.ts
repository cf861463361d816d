import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { openDatabase, systemClock as clock } from '#kernel'
import type { Log } from '#ledger'
import type { Asked, Told } from './apart.ts'
import { startComputing } from './computing.ts'
import { DEFINITIONS } from './definitions.ts'
import { startPublishing } from './publishing.ts'

const NICENESS = 5

// Linux gives each thread a niceness of its own, elsewhere it is the whole process's: where cores are few, pages go first.
if (process.platform === 'linux') setPriority(NICENESS)

/** The thread that `apart.ts` starts: it works out figures and publications, and answers no page. */
const parent = parentPort!
const tell = (told: Told) => parent.postMessage(told)
const saying =
  (level: keyof Log): Log[keyof Log] =>
  (fields, message) =>
    tell({ is: 'log', level, fields, message })
const log: Log = { info: saying('info'), warn: saying('warn'), error: saying('error') }

const db = openDatabase((workerData as { url: string }).url, { connections: 3 })
const options = { db, clock, log, definitions: DEFINITIONS }
const computing = startComputing(options)
const publishing = startPublishing(options)

parent.on('message', async (asked: Asked) => {
  if (asked.is === 'counted') computing.poke(asked.head)
  else if (asked.is === 'compute')
    await computing.now().then(
      () => tell({ is: 'computed', number: asked.number, fault: null }),
      (error: Error) => tell({ is: 'computed', number: asked.number, fault: error.message }),
    )
  else {
    await Promise.all([computing.stop(), publishing.stop()])
    await db.close()
    parent.close()
  }
})
