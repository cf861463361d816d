import type { On } from '#desk'
import { CENTRAL } from '../words.ts'
import { reminded, remindersPage } from './page.ts'

/** Reminders to organisations: written, sent once each, and what became of them. */
export const registerReminders = (on: On): void => {
  on('GET', CENTRAL.reminders, remindersPage)
  on('POST', CENTRAL.reminders, reminded)
}
