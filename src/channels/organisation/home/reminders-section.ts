import { html, none, type Html } from '#html'
import { dayOf, formatDay } from '#kernel'
import { linkButton, notice } from '#look'
import type { Reminder } from '#reporting'
import { SPACE, words as space } from '../words.ts'
import { words } from './words.ts'

const { reminders: w } = words

/** What the secretariat wrote, word for word, before anything else: it is about what is late. */
export const remindersSection = (reminders: readonly Reminder[]): Html =>
  reminders.length === 0 ? none : html`${reminders.map(reminderNotice)}`

const reminderNotice = ({ subject, text, at }: Reminder): Html =>
  notice({
    language: 'fr',
    tone: 'warning',
    title: w.title(formatDay(dayOf(at), 'fr')),
    action: html`<p>${w.about(space.parts[subject])}</p>
      <blockquote>${text}</blockquote>
      <p>${linkButton({ label: w.go(space.parts[subject]), href: SPACE[subject], weight: 'secondary' })}</p>`,
  })
