import type { FastifyReply } from 'fastify'
import { html } from '#html'
import { PURPOSES, read } from '#dossiers'
import { button, buttons, errorSummary, type Faults, type Form, linkButton, needField, postForm } from '#look'
import { sentBy, valueIn } from '#web'
import { choiceOf, textOf } from './fields.ts'
import { sendDesk, sendNotFound } from './frame.ts'
import { openDossier } from './opening.ts'
import { circumstancesOf, type Visit } from './visit.ts'
import { words } from './words.ts'
import { listAsSeen, readWanted, screenFrom } from './worklist-query.ts'

type Purpose = (typeof PURPOSES)[number]

/** The purposes that an agent can state; the person reads the same words. */
export const PURPOSE_WORDS: Record<Purpose, string> = {
  processing: 'Traiter la demande',
  information: 'Renseigner la personne',
  supervision: 'Superviser le travail',
  other: 'Autre raison',
}

/** A purpose as it was recorded: one of the list, or the agent's own words. */
export const purposeWords = (purpose: string): string =>
  Object.hasOwn(PURPOSE_WORDS, purpose) ? PURPOSE_WORDS[purpose as Purpose] : `« ${purpose} »`

const MOST_CHARACTERS = 200

type Asked = { service: string; number: string }

export const sendPurposePage = (
  visit: Visit,
  { service, number }: Asked,
  form: Form = new Map(),
  faults: Faults = {},
): Promise<FastifyReply> => {
  const failed = Object.keys(faults).length > 0
  const wanted = readWanted(visit.query)
  const list = listAsSeen(wanted)
  const shared = { language: 'fr' as const, form, faults }
  const name = visit.platform.catalogue.current(service)?.definition.words.fr.name ?? service
  return sendDesk(visit, {
    status: failed ? 422 : 200,
    error: failed,
    title: words.purpose.title,
    breadcrumbs: [{ label: words.dossiers, href: list }, { label: number }],
    body: html`<div class="measure flow">
      ${errorSummary({ language: 'fr', faults })}
      <div>
        <p class="kicker">${name} · <span class="number">${number}</span></p>
        <h1>${words.purpose.title}</h1>
      </div>
      <p>${words.purpose.lead}</p>
      ${postForm({
        language: 'fr',
        action: screenFrom(wanted)(visit.params['id']!, { path: 'consulter' }),
        body: html`${needField({
          ...shared,
          need: choiceOf('purpose', PURPOSES),
          words: { label: words.purpose.label, options: PURPOSE_WORDS },
        })}${needField({
          ...shared,
          need: textOf('otherPurpose', 'text', MOST_CHARACTERS),
          words: { label: words.purpose.other, why: words.purpose.otherWhy },
        })}${buttons(
          button({ label: words.purpose.open }),
          linkButton({ label: words.backToList, href: list, weight: 'quiet' }),
        )}`,
      })}
    </div>`,
  })
}

/** Records the purpose, which is the first reading, and shows the dossier. */
export const statePurpose = async (visit: Visit): Promise<FastifyReply> => {
  const opened = await openDossier(visit)
  if (opened.is === 'not-found') return sendNotFound(visit)
  const screen = screenFrom(readWanted(visit.query))(visit.params['id']!)
  if (opened.is === 'open') return visit.reply.redirect(screen, 303)
  const { form } = await sentBy(visit.request)
  const stated = purposeIn(form)
  if ('faults' in stated) return sendPurposePage(visit, opened, form, stated.faults)
  const { platform, params } = visit
  const seen = await platform.dossiers.perform(read, params['id']!, stated, circumstancesOf(visit))
  return seen.ok ? visit.reply.redirect(screen, 303) : sendNotFound(visit)
}

export const purposeIn = (form: ReadonlyMap<string, string[]>): { purpose: string } | { faults: Faults } => {
  const chosen = valueIn(form as Map<string, string[]>, 'purpose')
  if (!(PURPOSES as readonly string[]).includes(chosen)) return { faults: { purpose: words.purpose.missing } }
  if (chosen !== 'other') return { purpose: chosen }
  const text = plainLine(valueIn(form as Map<string, string[]>, 'otherPurpose'))
  if (text === '') return { faults: { otherPurpose: words.purpose.otherMissing } }
  return text.length > MOST_CHARACTERS
    ? { faults: { otherPurpose: words.purpose.otherTooLong } }
    : { purpose: text }
}

/** One line that the ledger can hold: no control character, no half of a pair. */
const plainLine = (typed: string): string =>
  typed
    .toWellFormed()
    .normalize('NFC')
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
