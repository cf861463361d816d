import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dayOf } from '#kernel'
import { diceOf } from '../../../tests/fuzz/dice.ts'
import { measuredEvents } from '../../../tests/support/measured.ts'
import { inForceOn } from './definitions.ts'
import { emptyHistory, record } from './history.ts'
import { measuresOf } from './measures.ts'
import { partsOfTarget, partsOn } from './parts.ts'

describe('the figures of one target', () => {
  it('worked out from what it reads alone are those worked out from everything', () => {
    for (const seed of [1, 2, 3, 4]) {
      const history = emptyHistory()
      const events = measuredEvents(diceOf(seed), 700, new Date('2024-09-01'), new Date('2026-11-22'))
      for (const { kind, at, measure } of events)
        for (const counted of measuresOf(kind, dayOf(at), measure) ?? []) record(history, counted)
      const day = '2026-11-22'
      const whole = partsOn(history, day)
      assert.deepEqual(
        inForceOn(day).flatMap((definition) => partsOfTarget(history, day, definition)),
        whole,
      )
      assert.ok(whole.length > 60)
    }
  })
})
