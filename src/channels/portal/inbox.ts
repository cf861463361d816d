import { isPerson } from '#access'
import type { Definition } from '#catalogue'
import { inLanguage } from '#consultations'
import { deadlineWords } from '#deadlines'
import { html, type Html } from '#html'
import { formatDay, formatInstant, isDay, type Language } from '#kernel'
import { emptyState, linkButton, notice as panel, pagination, tag, time } from '#look'
import {
  countInbox,
  findPreferences,
  inbox as read,
  isOfConsultation,
  markRead,
  type Notice,
  type NoticeKind,
} from '#notices'
import type { Platform } from '#web'
import { words as opinionWords } from './opinions/words.ts'
import { to } from './paths.ts'
import { toldLinks } from './told-links.ts'
import { toldWords } from './told-words.ts'
import { askToSignIn, redirect, show, type Visit } from './visit.ts'
import { words } from './words.ts'

const PER_PAGE = 20

/** The inbox: what was said to the person, the newest first. Opening it marks what it shows as read. */
export const inbox = async (visit: Visit) => {
  const { platform, language, visitor, query } = visit
  if (!isPerson(visitor)) return askToSignIn(visit, to('inbox', language))
  const w = words[language].inbox
  // What was just done is told here: whoever comes straight from it finds it.
  await platform.settled()
  const current = Math.max(1, Math.min(10_000, Number.parseInt(query['page'] ?? '1', 10) || 1))
  const [shown, { all }, preferences] = await Promise.all([
    read(platform.db, visitor.person, { limit: PER_PAGE, offset: (current - 1) * PER_PAGE }),
    countInbox(platform.db, visitor.person),
    findPreferences(platform.db, visitor.person),
  ])
  const rows = await Promise.all(shown.map((notice) => row(platform, notice, language)))
  if (rows.length === 0 && all > 0) return redirect(visit, to('inbox', language))
  const unread = shown.filter(({ readAt }) => readAt === null).map(({ id }) => id)
  if (unread.length > 0) await markRead(platform.db, visitor.person, unread, platform.clock())
  return show(visit, {
    title: w.title,
    current: 'inbox',
    body: html`<h1>${w.title}</h1>
      ${toldLinks(language)}
      ${preferences?.address && preferences.failedAt && failed(preferences.address, language)}
      ${rows.length === 0 ? emptyState({ title: w.none, body: w.noneHelp }) : html`<ul class="services">${rows}</ul>`}
      ${pagination({
        language,
        current,
        pages: Math.ceil(all / PER_PAGE),
        href: (page) => `${to('inbox', language)}?page=${page}`,
      })}`,
  })
}

/** What was sent came back: said here, the one place that still reaches the person. */
const failed = (address: string, language: Language): Html => {
  const w = toldWords[language].preferences
  const mend = linkButton({ label: w.mend, href: to('preferences', language), weight: 'secondary' })
  return panel({ language, tone: 'warning', title: w.failed, body: w.failedText(address), action: mend })
}

type OfDossier = Notice & { kind: NoticeKind }

/** What a notice is about, in the words of its service when it is a date to keep. */
const titleOf = (
  { kind, details }: OfDossier,
  definition: Definition | undefined,
  language: Language,
): string => {
  const w = words[language].inbox
  const { deadline, dueOn } = details
  if (kind !== 'reminder.due' || typeof deadline !== 'string' || !isDay(dueOn)) return w.kinds[kind]
  return w.reminder(deadlineWords(deadline, definition, language).title, formatDay(dueOn, language))
}

/** After these one may say how it went. */
const ENDS_A_USE = new Set<Notice['kind']>(['dossier.decided', 'dossier.withdrawn'])

const row = (platform: Platform, notice: Notice, language: Language): Promise<Html> => {
  const { kind } = notice
  return isOfConsultation(kind)
    ? ofConsultation(platform, notice, words[language].inbox.consultations[kind], language)
    : ofDossier(platform, { ...notice, kind }, language)
}

const ofDossier = async ({ catalogue }: Platform, notice: OfDossier, language: Language): Promise<Html> => {
  const version = await catalogue.at(notice.service, notice.version)
  const name = version?.definition.words[language].name ?? notice.service
  const page = notice.kind === 'dossier.decided' ? 'decision' : 'dossier'
  return html`<li>
    <h2><a href="${to(page, language, { ref: notice.dossier })}">${titleOf(notice, version?.definition, language)}</a></h2>
    <p>${name} · ${notice.number}</p>
    ${ENDS_A_USE.has(notice.kind) && html`<p><a href="${to('opinion', language, { ref: notice.dossier })}">${opinionWords[language].offer.inbox}</a></p>`}
    ${whenTold(notice, language)}
  </li>`
}

/** What became of what they wrote: in which consultation, never by which contribution; their own page says the rest. */
const ofConsultation = async (
  { consultations }: Platform,
  notice: Notice,
  title: string,
  language: Language,
): Promise<Html> => {
  const id = String(notice.details['consultation'])
  const consultation = await consultations.find(id)
  return html`<li>
    <h2><a href="${to('participation', language)}">${title}</a></h2>
    <p>${consultation ? inLanguage(consultation.title, language) : id}</p>
    ${whenTold(notice, language)}
  </li>`
}

const whenTold = ({ at, readAt }: Notice, language: Language): Html => html`<p class="source">
  ${time({ text: formatInstant(at, language), machine: at.toISOString() })}${
    readAt === null && html` ${tag({ status: 'new', label: words[language].inbox.unread })}`
  }
</p>`
