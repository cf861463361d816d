/**
 * What one need more costs: services of 10, 50, 100 and 200 needs on one page, each asked only if the one before is
 * answered yes, conditions nested as deep as there are needs. `node bench/needs.ts [times]`: the page shown, the page
 * answered and the request filed, over HTTP, by one person at a time.
 */
import { type Definition, publish } from '#catalogue'
import { systemClock as clock } from '#kernel'
import { needOf, versionOf } from '../tests/support/versions.ts'
import { hiddenIn } from '../tests/chaos/persistence.ts'
import { type Answer, type Connection, openConnection, requestOf } from './support/connection.ts'
import { type Domain, type Draft, openDomain, prepareDraft } from './support/drafts.ts'
import { median, milliseconds, table } from './support/figures.ts'
import { machineOf, openGround } from './support/ground.ts'

const SIZES = [10, 50, 100, 200]
const times = Number(process.argv[2] ?? 60)

const needId = (at: number) => `need${at}`

/** Yes or no, each when the one before is yes; the last one is a text, so that an answer can change. */
const needsOf = (count: number) =>
  Array.from({ length: count }, (_, at) =>
    needOf({
      id: needId(at),
      is: at === count - 1 ? 'text' : 'yes-no',
      when: at === 0 ? null : needId(at - 1),
    }),
  )

const definitionOf = (count: number): Definition => {
  const needs = needsOf(count)
  const labels = Object.fromEntries(needs.map(({ id }) => [id, { label: `Question ${id} ?` }]))
  const words = {
    name: `Service de ${count} besoins`,
    summary: 'Une mesure.',
    needs: labels,
    pages: { all: 'Tout' },
    stages: { filed: 'Reçue', done: 'Faite' },
    decisions: { done: { title: 'Faite', text: 'Faite.' } },
  }
  return versionOf(needs, {
    id: `mesure-${count}`,
    authority: 'ville-des-ormes',
    for: 'anyone',
    path: {
      filed: { agent: ['decide'], role: 'travaux-publics', within: 'P10D', outcomes: { done: 'done' } },
      done: { decision: 'favourable' },
    } as Definition['path'],
    words: { fr: words, en: words },
  }).definition
}

const valuesOf = (count: number, text: string): Record<string, unknown> =>
  Object.fromEntries(needsOf(count).map(({ id, is }) => [id, is === 'text' ? text : true]))

const formOf = (count: number, text: string): Record<string, string> =>
  Object.fromEntries(needsOf(count).map(({ id, is }) => [id, is === 'text' ? text : 'yes']))

type Measured = { shown: number; answered: number; filed: number }

const measure = async (origin: string, domain: Domain, count: number): Promise<Measured> => {
  const of = { service: `mesure-${count}`, values: valuesOf(count, 'un') }
  const connection = await openConnection(origin)
  const draft = await prepareDraft(domain, of)
  const shown: number[] = []
  const answered: number[] = []
  // The first tenth warms up.
  for (let at = 0; at < times * 1.1; at += 1) {
    const page = await timed(shown, () => ask(connection, origin, draft, '/etapes/all'))
    expect(page, 200)
    const form = { ...Object.fromEntries(hiddenIn(page.body)), ...formOf(count, `texte ${at}`) }
    expect(await timed(answered, () => ask(connection, origin, draft, '/etapes/all', form)), 303)
  }
  const filed: number[] = []
  for (let at = 0; at < times * 1.1; at += 1) {
    const one = await prepareDraft(domain, of)
    const { key, digest } = one
    expect(await timed(filed, () => ask(connection, origin, one, '/depot', { key, digest })), 303)
  }
  connection.close()
  const kept = (measures: number[]) => median(measures.slice(Math.floor(times / 10)))
  return { shown: kept(shown), answered: kept(answered), filed: kept(filed) }
}

const ask = (
  connection: Connection,
  origin: string,
  { ref }: Draft,
  path: string,
  form?: Record<string, string>,
): Promise<Answer> =>
  connection.send(requestOf(origin, { path: `/demandes/${ref}${path}`, form, encodings: null }))

const timed = async (into: number[], asking: () => Promise<Answer>): Promise<Answer> => {
  const from = performance.now()
  const answer = await asking()
  into.push(performance.now() - from)
  return answer
}

const expect = ({ status, body }: Answer, wanted: number) => {
  if (status !== wanted) throw new Error(`answered ${status}: ${body.toString()}`)
}

const ground = await openGround('needs')
try {
  const app = await ground.startApp()
  for (const count of SIZES) await publish(ground.db, definitionOf(count), { by: 'bench', at: clock() })
  const domain = await openDomain(ground.db)
  // The running platform looks for what was published each second.
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  const measured: [number, Measured][] = []
  for (const count of SIZES) measured.push([count, await measure(app.origin, domain, count)])
  domain.stop()
  const each = (count: number, ms: number) => `${((ms / count) * 1_000).toFixed(0)} µs`
  console.log(
    table([
      ['needs', 'page shown', 'page answered', 'filed', 'answered, a need', 'filed, a need'],
      ...measured.map(([count, { shown, answered, filed }]) => [
        String(count),
        ...[shown, answered, filed].map(milliseconds),
        each(count, answered),
        each(count, filed),
      ]),
    ]),
  )
  const [[fewest, least], [most, greatest]] = [measured[0]!, measured.at(-1)!]
  const [[, some], [, twice]] = [measured.at(-2)!, measured.at(-1)!]
  for (const what of ['shown', 'answered', 'filed'] as const) {
    const ratio = greatest[what] / most / (least[what] / fewest)
    const early = ((some[what] - least[what]) / (SIZES.at(-2)! - fewest)) * 1_000
    const late = ((twice[what] - some[what]) / (most - SIZES.at(-2)!)) * 1_000
    console.log(
      `${what}: a need costs ${ratio.toFixed(2)} times as much among ${most} as among ${fewest}; one more costs ` +
        `${early.toFixed(0)} µs up to ${SIZES.at(-2)} needs, ${late.toFixed(0)} µs beyond`,
    )
  }
  console.log(await machineOf(ground.db))
} finally {
  await ground.clear()
}
