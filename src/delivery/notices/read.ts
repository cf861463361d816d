import { type Database, isId } from '#kernel'
import { append } from '#ledger'
import { keepRead } from './store.ts'

/**
 * Marks as read, once; a notice of somebody else is not there. A reminder that is read has reached its person: that is
 * an event, like one that a mail server took.
 */
export const markRead = async (db: Database, person: string, ids: string[], at: Date): Promise<void> => {
  const wanted = ids.filter(isId)
  if (wanted.length === 0) return
  await db.transaction(async (tx) => {
    const reminders = await keepRead(tx, person, wanted, at)
    await append(
      tx,
      reminders.map((stream) => ({
        stream,
        kind: 'reminder.delivered',
        body: { person, means: 'inbox' },
        actor: `person:${person}`,
        channel: 'portal',
        at,
      })),
    )
  })
}
