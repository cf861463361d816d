import { idFrom, isId, ok, refused, type Result, typedText } from '#kernel'
import { append } from '#ledger'
import { type ToOrganisation, writeToOrganisations } from '#notices'
import type { Agent } from '#parties'
import type { ReportingEvent } from './events.ts'
import type { ReportingRefusal } from './refusals.ts'
import { isSubject, MOST_TEXT, type ReminderSubject } from './reminder.ts'
import { insertReminders, type NewReminder } from './store.ts'
import type { ReportingTools } from './tools.ts'
import { mailWords } from './words.ts'

/** `key` is the form's, so that one sent twice is one reminder to each. */
export type Reminding = { key: string; subject: string; organisations: readonly string[]; text: string }

const REMINDED: ReportingEvent = 'organisation.reminded'

/**
 * The secretariat reminds organisations of one part. Each reminder, its event and its message are one commit: nobody is
 * told twice, whoever presses twice. Answers the organisations that were reminded now.
 */
export const remind = async (
  tools: ReportingTools,
  agent: Agent,
  typed: Reminding,
): Promise<Result<{ reminded: string[] }, ReportingRefusal>> => {
  const { db, clock, sends, committed } = tools
  const read = readReminding(tools, agent, typed)
  if (!read.ok) return read
  const { subject, text, organisations } = read.value
  const at = clock()
  const asked = organisations.map((organisation): NewReminder => {
    const id = idFrom(`parvis reminder ${typed.key} ${organisation} ${subject}`)
    return { id, organisation, subject, text, by: agent.id, at }
  })
  const reminded = await db.transaction(async (tx) => {
    const kept = new Set(await insertReminders(tx, asked))
    const news = asked.filter(({ id }) => kept.has(id))
    await append(
      tx,
      news.map(({ id: stream, organisation }) => ({
        stream,
        kind: REMINDED,
        body: { organisation, subject, text, mailed: sends },
        actor: agent.id,
        channel: 'desk',
        at,
      })),
    )
    if (sends)
      await writeToOrganisations(
        tx,
        news.map((one) => messageOf(tools, agent, one)),
      )
    return news.map(({ organisation }) => organisation)
  })
  committed()
  return ok({ reminded })
}

type Read = { subject: ReminderSubject; text: string; organisations: string[] }

const readReminding = (
  { contests, organisations: known }: ReportingTools,
  agent: Agent,
  { key, subject, organisations, text: typed }: Reminding,
): Result<Read, ReportingRefusal> => {
  if (!contests.isSecretariat(agent)) return refused('reminding-reserved')
  if (!isId(key)) return refused('reminder-form-incomplete')
  if (!isSubject(subject)) return refused('reminder-about-nothing')
  const chosen = [...new Set(organisations)].filter((id) => known.organisations.has(id))
  if (chosen.length === 0) return refused('reminder-unaddressed')
  const text = typedText(typed)
  if (text === '') return refused('reminder-empty')
  if (text.length > MOST_TEXT) return refused('reminder-too-long', { most: MOST_TEXT })
  return ok({ subject, text, organisations: chosen })
}

const messageOf = (
  { organisations }: ReportingTools,
  { organisation: author }: Agent,
  { id, organisation, subject, text, at }: NewReminder,
): ToOrganisation => {
  const from = organisations.organisations.get(author)!
  const heading = mailWords.subjects[subject]
  const paragraphs = text.split(/\n{2,}/)
  return {
    id,
    organisation,
    address: organisations.organisations.get(organisation)!.contact.email,
    subject: heading,
    lines: [heading, ...paragraphs, mailWords.from(from.name.fr, from.contact.email)],
    at,
  }
}
