import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { remind } from './reminders.ts'

describe('the reminders of one morning', () => {
  let fresh: FreshDatabase
  before(async () => void (fresh = await freshDatabase()))
  after(() => fresh.drop())

  it(
    'reach everybody once and on that day, through two kills and an hour without a mail server',
    { timeout: 240_000 },
    async () => {
      const { copies } = await remind(fresh, { reminders: 1_000, patienceMs: 90_000 })
      // What two kills can leave unsaid: one message for each connection, each time; and those that the server cut.
      assert.ok(copies <= 24, `${copies} copies`)
    },
  )
})
