import { needOf } from '#catalogue'
import { html, type Html } from '#html'
import { formatDay, newId } from '#kernel'
import { button, buttons, type Faults, type Form, linkButton, needField, postForm, section } from '#look'
import { spaceWords } from '#organisation'
import { MOST_TEXT, type ReminderSubject } from '#reporting'
import type { Row, Standing } from '../overview/standings.ts'
import { CENTRAL } from '../words.ts'
import { words } from './words.ts'

const { form: w } = words

/** Those that are late are chosen already, and come first; nobody reminds the others by mistake. */
export const reminderForm = ({
  part,
  rows,
  typed,
  faults,
}: {
  part: ReminderSubject
  rows: readonly Row[]
  typed: Form | null
  faults: Faults
}): Html => {
  const late = rows.filter(({ parts }) => parts[part].state === 'late')
  const ordered = [...late, ...rows.filter((row) => !late.includes(row))]
  const form: Form =
    typed ??
    new Map([
      ['organisations', late.map(({ id }) => id)],
      ['text', [words.templates[part]]],
    ])
  const shared = { language: 'fr' as const, form, faults }
  return section({
    title: w.title(spaceWords.parts[part]),
    body: html`<div class="measure">
      ${postForm({
        language: 'fr',
        action: CENTRAL.reminders,
        hidden: { partie: part, key: form.get('key')?.[0] ?? newId() },
        body: html`${needField({
          ...shared,
          need: needOf('organisations', 'many-of', { options: ordered.map(({ id }) => id), party: 'agent' }),
          words: {
            label: w.organisations,
            why: late.length > 0 ? w.organisationsWhy : w.noneLate,
            options: Object.fromEntries(
              ordered.map(({ id, name, parts }) => [id, w.option(name, standingWords(parts[part]))]),
            ),
          },
        })}${needField({
          ...shared,
          need: needOf('text', 'long-text', { most: MOST_TEXT, party: 'agent' }),
          words: { label: w.text, why: w.textWhy },
        })}${buttons(
          button({ label: w.send }),
          linkButton({ label: w.cancel, href: CENTRAL.overview, weight: 'quiet' }),
        )}`,
      })}
    </div>`,
  })
}

const standingWords = ({ state, late, lateSince }: Standing): string =>
  state === 'late' ? w.late(late, formatDay(lateSince!, 'fr')) : w[state]
