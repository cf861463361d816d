/** What a person chose, and what became of what was sent to them. No event carries an address. */
export const EVENTS = {
  'preferences.changed': '{ means, language, without }: how the person wants to be told',
  'address.asked': '{}: a message to confirm an address was asked for',
  'address.confirmed': '{}: the person confirmed an address from where it is read',
  'address.failed': '{}: the address receives nothing any more; the inbox alone remains',
  'reminder.delivered':
    '{ person, means }: a reminder was taken by the next server, or read in the inbox; its stream is the deadline',
  'reminder.bounced': '{ person, deliveredAt }: one that had been taken came back',
} as const

export type NoticeEvent = keyof typeof EVENTS
