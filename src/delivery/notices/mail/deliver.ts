import type { Queries } from '#kernel'
import { append } from '#ledger'
import type { Mail } from './mail.ts'
import { keepAccepted } from './store.ts'

/**
 * The next server answered for these messages. Of a reminder it is an event, in the same commit: that is what target 5
 * counts (docs/decisions/0029-delivered.md). Answers how many reminders there were.
 */
export const keepDelivered = async (tx: Queries, mails: readonly Mail[], at: Date): Promise<number> => {
  const reminders = await keepAccepted(tx, mails, at)
  await append(
    tx,
    reminders.map(({ person, deadline }) => ({
      stream: deadline,
      kind: 'reminder.delivered',
      body: { person, means: 'email' },
      actor: 'robot:mail',
      channel: 'robot',
      at,
    })),
  )
  return reminders.length
}
