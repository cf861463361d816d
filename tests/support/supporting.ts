import { createConsultations } from '#consultations'
import { openDatabase } from '#kernel'
import { personOf } from './consulting.ts'

/**
 * A process in which twenty people press « appuyer » twice at once on each of these contributions, then leave the last:
 * `node tests/support/supporting.ts <database> <secret> <consultation> <contribution…>`. Run twice at the same time, each
 * of them is in two places.
 */
const [url, secret, consultation, ...contributions] = process.argv.slice(2) as [string, string, string]
const db = openDatabase(url, { connections: 8 })
const consultations = createConsultations({
  db,
  clock: () => new Date('2026-11-23T17:00:00.000Z'),
  secret: Buffer.from(secret, 'hex'),
  committed: () => {},
})
const people = Array.from({ length: 20 }, (_, n) => personOf(`person-${n}`, `Personne ${n}`))
await Promise.all(
  people.flatMap((person) =>
    contributions.flatMap((one) => [0, 1].map(() => consultations.support(person, consultation, one))),
  ),
)
const last = contributions.at(-1)!
await Promise.all(
  people.flatMap((person) => [0, 1].map(() => consultations.unsupport(person, consultation, last))),
)
consultations.stop()
await db.close()
process.disconnect?.()
