import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { assessorOf, loadFolder } from '#catalogue'
import { assessStream } from '../src/commands/assess.ts'
import { casesOf } from '../tests/oracles/households.ts'

/**
 * Family-allowance assessments per second on one core, through the code of `parvis assess`: facts parsed and checked,
 * every rule applied, the explanation written as JSON. Households of two and three children. The best of five rounds,
 * because the machine is shared.
 */
const ROUND = 10_000
const ROUNDS = 5

const loaded = await loadFolder(join(import.meta.dirname, '../services/allocation-famille'))
if (!loaded.ok) throw new Error(JSON.stringify(loaded.details))
const assessor = assessorOf(loaded.value)
if (!assessor.ok) throw new Error(JSON.stringify(assessor.details))

const households = casesOf(1, 4_000)
  .map(({ household }) => household)
  .filter(({ children }) => children.length === 2 || children.length === 3)
const facts = Array.from(
  { length: ROUND },
  (_, at) => `${JSON.stringify(households[at % households.length])}\n`,
)
const chunks = Array.from({ length: Math.ceil(ROUND / 100) }, (_, at) =>
  Buffer.from(facts.slice(at * 100, (at + 1) * 100).join('')),
)

const round = async (): Promise<number> => {
  let bytes = 0
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      done()
    },
  })
  const start = process.cpuUsage()
  await assessStream(assessor.value, '2026-11-22', Readable.from(chunks), sink)
  const { user, system } = process.cpuUsage(start)
  if (bytes === 0) throw new Error('nothing was written')
  return ROUND / ((user + system) / 1e6)
}

let best = 0
for (let at = 0; at < ROUNDS; at++) best = Math.max(best, await round())
console.log(`assess: ${Math.round(best)}/s`)
