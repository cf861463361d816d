import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { pino } from 'pino'
import { standingOn } from '#consultations'
import { dayOf, sql } from '#kernel'
import { figuresOf } from '../../../tests/barometer/figures-of.ts'
import { type DeskPlatform, openDesk } from '../../../tests/desk/platform.ts'
import { loadOrganisations } from '#parties'
import { openSigner } from '#documents'
import { demonstrateConsultations } from './consultations.ts'

const TARGET = 3

describe('the consultations of the demonstration', () => {
  let desk: DeskPlatform
  before(async () => {
    desk = await openDesk()
  })
  after(() => desk.close())

  const live = async () => {
    const { platform, ledger } = desk
    const organisations = await loadOrganisations('organisations')
    assert.ok(organisations.ok)
    const signer = await openSigner(platform.db, platform.clock)
    await demonstrateConsultations({
      ...platform,
      platform,
      signer,
      organisations: organisations.value,
      log: pino({ level: 'silent' }),
      committed: () => ledger.poke(),
    })
  }
  const any = { organisation: '', region: '', topic: '', standing: '', search: '' } as const

  it('are lived through the real acts, once, in every state that a visitor may want to see', async () => {
    await live()
    const { consultations, count } = await desk.platform.consultations.list(any, { limit: 50, offset: 0 })
    const today = dayOf(desk.platform.clock())
    const standings = consultations.map((one) => standingOn(one, today)).toSorted()
    assert.deepEqual(standings, [
      'answered',
      'answered',
      'answered',
      'closed',
      'open',
      'reply-late',
      'upcoming',
    ])
    await live()
    assert.equal((await desk.platform.consultations.list(any, { limit: 50, offset: 0 })).count, count)
  })

  it('say in their counts what is in their rows', async () => {
    const [row] = await desk.platform.db.query<{ rows: number; columns: number; tally: number }>(sql`
      SELECT (SELECT count(*) FROM consultation_support) AS rows,
        (SELECT sum(supports) FROM contribution)::int8 AS columns,
        (SELECT sum(count) FROM consultation_tally WHERE counted = 'support')::int8 AS tally`)
    assert.ok(row!.rows > 50)
    assert.deepEqual(row, { rows: row!.rows, columns: row!.rows, tally: row!.rows })
  })

  it('give target 3 a figure that anybody can reckon: five opened in the year, four online from start to end', async () => {
    await figuresOf({ ...desk, db: desk.platform.db })
    const view = await desk.platform.barometer.view(TARGET)
    assert.deepEqual([view!.figure.numerator, view!.figure.denominator], [4, 5])
  })
})
