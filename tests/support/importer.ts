/** A process that works on imports until it is killed: `node importer.ts <url of the database>`. */
import { createCatalogue } from '#catalogue'
import { openDatabase, systemClock as clock } from '#kernel'
import { createVolumes } from '#volumes'

const log = { info() {}, warn() {}, error: (fields: object, says: string) => console.error(says, fields) }
const db = openDatabase(process.argv[2]!)
createVolumes({ db, clock, catalogue: await createCatalogue(db), log, committed() {} })
process.send!('ready')
// Its rounds keep no process alive by themselves.
setInterval(() => {}, 1_000)
