import { openBarometer } from '#barometer'
import { openDatabase, systemClock as clock } from '#kernel'
import { openPublicLog, startLedger } from '#ledger'
import { openLog } from '../../src/operations/log.ts'
import { namedUrl } from './figures.ts'

/**
 * Seals, signs and counts what other processes append, and nothing else: `node … <database> counted|figures`. With `figures`,
 * the public ones and their trend are computed too.
 */
const [address, what] = process.argv.slice(2) as [string, 'counted' | 'figures']
const url = namedUrl(address, 'ledger')
const db = openDatabase(url, { connections: 4 })
const log = openLog('info')
const barometer = openBarometer({ db, clock, log, apart: url })
if (what === 'counted') await barometer.stop()
const publicLog = await openPublicLog(db, clock, {
  key: null,
  origin: null,
  otherwise: 'bench.example/journal',
})
startLedger(db, { clock, subscribers: [barometer.subscriber], log, publicLog })
process.send!('ready')
process.once('SIGINT', () => process.exit())
