import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Deadline as Declared } from '#catalogue'
import { type Deadline, isReminded, nextMoment, remindersOf } from './deadline.ts'
import { dueOf } from './due.ts'
import { step } from './remind.ts'

const declared = (more: Partial<Declared>): Declared => ({
  id: 'yearly-update',
  from: 'decided',
  after: 'P1Y',
  workingDays: false,
  remind: ['P30D', 'P7D'],
  renew: true,
  ...more,
})

describe('the last day to act', () => {
  it('is as long after as the service says, on a working day', () => {
    // A year after Monday 23 November 2026 is Tuesday 23 November 2027.
    assert.equal(dueOf(declared({}), '2026-11-23', 1), '2027-11-23')
    // Two years after is Thursday 23 November 2028; five, Friday 23 November 2031 + a Sunday: Monday 24.
    assert.equal(dueOf(declared({}), '2026-11-23', 2), '2028-11-23')
    assert.equal(dueOf(declared({}), '2026-11-23', 5), '2031-11-24')
  })

  it('comes back to 29 February when there is one: what was moved once is not moved for ever', () => {
    // 28 February 2029 is a Wednesday; 29 February 2032 a Sunday, so Monday 1 March.
    assert.equal(dueOf(declared({}), '2028-02-29', 1), '2029-02-28')
    assert.equal(dueOf(declared({}), '2028-02-29', 4), '2032-03-01')
  })

  it('counts working days when the service says so', () => {
    // From Thursday 17 December 2026: 18, 21, 22, 23, 24 are five; 25 and 26 are closed, 27 a Sunday; 28 to 31 and 4 January.
    assert.equal(dueOf(declared({ after: 'P5D', workingDays: true }), '2026-12-17', 1), '2026-12-24')
    assert.equal(dueOf(declared({ after: 'P10D', workingDays: true }), '2026-12-17', 1), '2027-01-04')
  })
})

const deadline = (more: Partial<Deadline> = {}): Deadline => ({
  person: 'amelie-tremblay',
  id: '00000000-0000-8000-8000-000000000001',
  dossier: '00000000-0000-8000-8000-000000000002',
  organisation: 'regie-des-familles',
  service: 'allocation-famille',
  version: 1,
  number: '7K4M-2QXD-9',
  deadline: 'yearly-update',
  occurrence: 1,
  countedFrom: '2026-11-23',
  openedOn: '2026-11-23',
  dueOn: '2027-11-23',
  remind: ['P30D', 'P7D'],
  state: 'coming',
  suspendedOn: null,
  remindedAt: null,
  revision: 0,
  nextAt: null,
  ...more,
})

const NOBODY_SAID = new Set<string>()

describe('the reminders of a date', () => {
  it('come on the morning of their day in Québec, in summer time and in winter time', () => {
    // 30 days before 23 November is 24 October 2027, still in summer time (UTC − 4); 16 November is not (UTC − 5).
    assert.deepEqual(
      remindersOf(deadline()).map(({ at }) => at.toISOString()),
      ['2027-10-24T12:00:00.000Z', '2027-11-16T13:00:00.000Z'],
    )
  })

  it('leave out those that would have come before the person had the date', () => {
    const late = deadline({ openedOn: '2027-11-01' })
    assert.deepEqual(
      remindersOf(late).map(({ before }) => before),
      ['P7D'],
    )
  })

  it('follow one another, then the end; nothing moves while the delay stands still', () => {
    const at = (instant: string, more: Partial<Deadline> = {}) =>
      nextMoment(deadline(more), new Date(instant))?.toISOString() ?? null
    assert.equal(at('2026-11-23T15:00:00Z'), '2027-10-24T12:00:00.000Z')
    assert.equal(at('2027-10-24T12:00:00Z'), '2027-11-16T13:00:00.000Z')
    assert.equal(at('2027-11-16T13:00:00Z'), '2027-11-24T11:00:00.000Z')
    assert.equal(at('2026-11-23T15:00:00Z', { state: 'done' }), '2027-11-24T11:00:00.000Z')
    assert.equal(at('2026-11-23T15:00:00Z', { suspendedOn: '2026-12-01' }), null)
    assert.equal(at('2026-11-23T15:00:00Z', { state: 'passed' }), null)
  })

  it('are one after an outage, the last; none on the morrow of the day', () => {
    const after = step(deadline(), new Date('2027-11-18T15:00:00Z'), NOBODY_SAID)
    assert.equal(after.event?.body['before'], 'P7D')
    assert.equal(after.after.nextAt?.toISOString(), '2027-11-24T11:00:00.000Z')
    const night = step(deadline(), new Date('2027-11-24T07:00:00Z'), NOBODY_SAID)
    assert.equal(night.event, null)
  })

  it('are said once, whatever is rebuilt', () => {
    const said = new Set([`${deadline().id} reminder.due P7D`, `${deadline().id} deadline.passed`])
    assert.equal(step(deadline(), new Date('2027-11-16T13:00:00Z'), said).event, null)
    assert.equal(step(deadline(), new Date('2027-11-24T11:00:00Z'), said).event, null)
  })

  it('count when one was delivered before the day itself', () => {
    const reminded = (instant: string) => isReminded(deadline({ remindedAt: new Date(instant) }))
    // The 22nd at 23 h 59 in Québec is the 23rd in universal time.
    assert.equal(reminded('2027-11-23T04:59:00Z'), true)
    assert.equal(reminded('2027-11-23T05:00:00Z'), false)
    assert.equal(isReminded(deadline()), false)
  })
})
