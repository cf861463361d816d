import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { verifyBarometer } from '#barometer'
import { ok } from '#kernel'
import type { Declarations, Numbers } from '#workplaces'
import { figuresOf } from '../barometer/figures-of.ts'
import { type DeskPlatform, openDesk } from '../desk/platform.ts'
import { detailsOf, refusalOf, valueOf } from '../support/story.ts'

let desk: DeskPlatform
/** Sofia Marchetti declares for the town, Rachel Cohen for the revenue agency. */
let sofia: Declarations
let rachel: Declarations
before(async () => {
  desk = await openDesk()
  sofia = desk.platform.workplaces.declarationsFor(desk.agent('sofia-marchetti'))
  rachel = desk.platform.workplaces.declarationsFor(desk.agent('rachel-cohen'))
  desk.setTime('2026-02-02T15:00:00.000Z')
  for (const unit of ['Greffe', 'Paie'])
    valueOf(await desk.platform.processes.inventoryFor(desk.agent('sofia-marchetti')).addUnit(unit))
  desk.setTime('2026-11-24T15:00:00.000Z')
})
after(() => desk.close())

/** So many employees, of whom so many have everything, and nobody has anything else. */
const typed = (employees: number, whole: number, over: Partial<Record<keyof Numbers, string>> = {}) => {
  const [all, some] = [String(employees), String(whole)]
  return {
    employees: all,
    mobile: some,
    suite: some,
    signature: some,
    paperless: some,
    agile: some,
    whole: some,
    ...over,
  }
}

/** Target 7 of an organisation: `30/50`, and whether it is reached. Persons are counted by fives. */
const target7 = async (organisation: string) => {
  await figuresOf({ ...desk, db: desk.platform.db })
  const { figures } = (await desk.platform.barometer.figures(organisation))!
  const one = figures.find(({ target }) => target === 7)!
  return one.state === 'value' ? [`${one.numerator}/${one.denominator}`, one.goal.met] : [one.state, null]
}

describe('declaring a quarter', () => {
  it('reaches target 7 at exactly 60 %: 30 of 50 employees, whichever units they are in', async () => {
    assert.deepEqual(await target7('ville-des-ormes'), ['no-data', null])
    valueOf(await sofia.declare('paie', '2026-Q3', typed(20, 20), 0))
    assert.deepEqual(await target7('ville-des-ormes'), ['20/20', true])
    valueOf(await sofia.declare('greffe', '2026-Q3', typed(30, 5), 0))
    assert.deepEqual(await target7('ville-des-ormes'), ['25/50', false])
    valueOf(await sofia.declare('greffe', '2026-Q3', typed(30, 10), 1))
    assert.deepEqual(await target7('ville-des-ormes'), ['30/50', true])
  })

  it('keeps what was declared before under its revision, and says each in the ledger', async () => {
    const revisions = await sofia.revisions('greffe', '2026-Q3')
    assert.deepEqual(
      revisions.map(({ revision, whole }) => [revision, whole]),
      [
        [2, 10],
        [1, 5],
      ],
    )
    valueOf(await sofia.declare('greffe', '2026-Q3', typed(30, 10), 1))
    assert.equal((await sofia.revisions('greffe', '2026-Q3')).length, 2, 'the same again is nothing new')
  })

  it('does not overwrite what another tab declared meanwhile, and two first ones are not both kept', async () => {
    assert.equal(refusalOf(await sofia.declare('greffe', '2026-Q3', typed(30, 12), 1)), 'changed-elsewhere')
    const both = await Promise.all([
      sofia.declare('greffe', '2026-Q2', typed(30, 1), 0),
      sofia.declare('greffe', '2026-Q2', typed(30, 2), 0),
      sofia.declare('greffe', '2026-Q2', typed(30, 1), 0),
    ])
    assert.equal((await sofia.revisions('greffe', '2026-Q2')).length, 1)
    assert.ok(both.some((one) => !one.ok && one.refusal === 'changed-elsewhere'))
  })

  it('is refused of a quarter that is not over, which it is at midnight in Montréal', async () => {
    assert.equal(refusalOf(await sofia.declare('paie', '2026-Q4', typed(20, 20), 0)), 'quarter-not-over')
    desk.setTime('2027-01-01T04:59:00.000Z')
    assert.equal(refusalOf(await sofia.declare('paie', '2026-Q4', typed(20, 20), 0)), 'quarter-not-over')
    desk.setTime('2027-01-01T05:00:00.000Z')
    valueOf(await sofia.declare('paie', '2026-Q4', typed(20, 15), 0))
    assert.deepEqual(
      await target7('ville-des-ormes'),
      ['25/50', false],
      'the last quarter that each declared',
    )
    assert.equal(refusalOf(await sofia.declare('paie', '2024-Q4', typed(20, 15), 0)), 'quarter-unknown')
    valueOf(await sofia.declare('paie', '2025-Q1', typed(20, 15), 0))
    assert.equal(refusalOf(await sofia.declare('paie', '2026-T4', typed(20, 15), 0)), 'quarter-unknown')
  })

  it('is refused when its numbers cannot be true together', async () => {
    const declare = (numbers: ReturnType<typeof typed>) => sofia.declare('paie', '2026-Q4', numbers, 1)
    const refusals = await Promise.all([
      declare(typed(20, 5, { mobile: 'tous' })),
      declare(typed(20, 5, { agile: '' })),
      declare(typed(20, 5, { suite: '1.5' })),
      declare(typed(20, 5, { employees: '1 000 001' })),
      declare(typed(0, 0)),
      declare(typed(20, 5, { suite: '21' })),
      declare(typed(20, 5, { whole: '6' })),
      declare(typed(20, 20, { whole: '19' })),
      // Four lack one element each, at most: sixteen have everything at least.
      declare(typed(20, 20, { mobile: '18', suite: '18', whole: '15' })),
    ])
    assert.deepEqual(refusals.map(refusalOf), [
      'number-malformed',
      'number-malformed',
      'number-malformed',
      'number-malformed',
      'nobody',
      'more-than-employees',
      'whole-too-many',
      'whole-too-few',
      'whole-too-few',
    ])
    assert.equal(detailsOf(refusals[8]!)['least'], 16)
    valueOf(await declare(typed(20, 20, { mobile: '18', suite: '18', whole: '16' })))
  })

  it('is of one’s own organisation and of those who plan', async () => {
    assert.equal(refusalOf(await rachel.declare('paie', '2026-Q4', typed(20, 20), 0)), 'unit-unknown')
    const jeanMarc = desk.platform.workplaces.declarationsFor(desk.agent('jean-marc-fortin'))
    assert.equal(refusalOf(await jeanMarc.declare('paie', '2026-Q4', typed(20, 20), 2)), 'planner-needed')
    assert.equal((await jeanMarc.revisions('paie', '2026-Q4')).length, 2)
  })
})

describe('what is due', () => {
  it('is each unit that was there on the last day and has not declared, until thirty days later', async () => {
    const { workplaces, processes } = desk.platform
    const inventory = processes.inventoryFor(desk.agent('sofia-marchetti'))
    const due = async (today: string) =>
      (await workplaces.due('ville-des-ormes', today)).map(({ subject, day, id }) => [subject, day, id])
    assert.deepEqual(await due('2027-01-31'), [['Greffe', '2027-01-30', 'greffe/2026-Q4']])
    valueOf(await inventory.addUnit('Loisirs'))
    assert.deepEqual(await due('2027-01-31'), [['Greffe', '2027-01-30', 'greffe/2026-Q4']], 'there since')
    valueOf(await inventory.closeUnit('greffe'))
    assert.deepEqual((await due('2027-01-31')).length, 1, 'it was there on the last day of the quarter')
    assert.deepEqual(
      (await due('2027-04-01')).map(([subject]) => subject),
      ['Loisirs', 'Paie'],
    )
    assert.equal((await workplaces.reported('2027-01-31')).get('ville-des-ormes'), '2027-01-01')
    assert.equal((await workplaces.reported('2027-01-31')).has('agence-du-revenu'), false)
  })
})

describe('a quarter of an organisation', () => {
  it('tells how many units answered, and how many agents were at work here', async () => {
    await desk.ledger.caughtUp()
    const [third, fourth] = await sofia.standings(['2026-Q3', '2026-Q4'])
    assert.deepEqual(third, {
      quarter: '2026-Q3',
      expected: 2,
      answered: 2,
      employees: 50,
      whole: 30,
      agentsSeen: 0,
    })
    assert.deepEqual([fourth!.expected, fourth!.answered, fourth!.agentsSeen], [2, 1, 1])
    await desk.ledger.rebuild('workplaces.agents')
    await desk.ledger.caughtUp()
    assert.equal((await sofia.standings(['2026-Q4']))[0]!.agentsSeen, 1)
  })

  it('gives the same figure when it is computed again from the first event', async () => {
    await figuresOf({ ...desk, db: desk.platform.db })
    const verified = await verifyBarometer(desk.platform.db, {})
    assert.deepEqual(verified, ok(verified.ok && verified.value))
  })
})
