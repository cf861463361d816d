import type { Catalogue } from '#catalogue'
import { deadlineWords } from '#deadlines'
import { html, raw, type Html } from '#html'
import { formatDay, formatInstant, type Language, type Tokens } from '#kernel'
import type { MailKind } from '../preferences.ts'
import { type Mail, type MailContent, messageIdOf } from './mail.ts'
import { words } from './words.ts'

/** Whole addresses of the pages that a message leads to. None of them acts by being opened. */
export type Links = {
  dossier(language: Language, dossier: string): string
  calendar(language: Language): string
  preferences(language: Language): string
  confirm(language: Language, token: string): string
  unsubscribe(language: Language, token: string): string
  /** Where an organisation's agents work. */
  organisation(): string
}

export type LetterTools = {
  catalogue: Catalogue
  tokens: Tokens
  links: Links
  /** `Parvis <avis@services.exemple.ca>`, and the part after the `@`. */
  from: string
  domain: string
  demonstration: boolean
}

/** What nodemailer is given: every part made here, so that a message sent again is the same to the letter. */
export type Letter = {
  messageId: string
  from: string
  to: { name: ''; address: string }
  subject: string
  text: string
  html: string
  headers: Record<string, string>
}

type Written = {
  subject: string
  lines: string[]
  act: { label: string; href: string }
  after: string[]
  foot: { label: string; href: string }[]
}

/** Writes a message in its person's language: what it is about, one link, how to have no more of them. */
export const letterOf = async (mail: Mail, tools: LetterTools): Promise<Letter> => {
  const { from, domain, tokens, links } = tools
  const { person, kind, language } = mail
  const w = words[language]
  const stop =
    kind === 'address' || kind === 'organisation'
      ? null
      : links.unsubscribe(language, tokens.seal('unsubscribe', person, kind))
  const written = await writtenOf(mail, tools)
  const whole: Written = {
    ...written,
    after: [...written.after, w.noReply, ...(tools.demonstration ? [w.demonstration] : [])],
    foot: stop
      ? [
          { label: w.stop[kind as MailKind], href: stop },
          { label: w.preferences, href: links.preferences(language) },
        ]
      : [],
  }
  return {
    messageId: messageIdOf(mail.id, domain),
    from,
    to: { name: '', address: mail.address },
    subject: written.subject,
    text: textOf(whole, language),
    html: String(htmlOf(whole, language)),
    headers: headersOf(stop, language),
  }
}

const writtenOf = async (mail: Mail, tools: LetterTools): Promise<Written> => {
  const { content } = mail
  if (content.is === 'confirmation') return confirmationOf(mail, content.confirmation, tools)
  if (content.is === 'organisation') return organisationOf(mail, content, tools)
  return noticeOf(mail, content, tools)
}

/** RFC 3834: nobody's holiday answers a machine. RFC 8058: one click stops a kind, without opening any page. */
const headersOf = (stop: string | null, language: Language): Record<string, string> => ({
  'Auto-Submitted': 'auto-generated',
  'X-Auto-Response-Suppress': 'All',
  'Content-Language': language === 'fr' ? 'fr-CA' : 'en-CA',
  ...(stop && {
    'List-Unsubscribe': `<${stop}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }),
})

const confirmationOf = (mail: Mail, id: string, { tokens, links }: LetterTools): Written => {
  const { person, language, until } = mail
  const w = words[language]
  return {
    subject: w.subjects.address,
    lines: [w.confirm],
    act: { label: w.confirmAct, href: links.confirm(language, tokens.seal('confirm', person, id)) },
    after: [w.confirmUntil(formatInstant(until, language)), w.notYou],
    foot: [],
  }
}

type OrganisationContent = Extract<MailContent, { is: 'organisation' }>

const organisationOf = (
  { language }: Mail,
  { subject, lines }: OrganisationContent,
  { links }: LetterTools,
): Written => ({
  subject,
  lines: [...lines],
  act: { label: words[language].openOrganisation, href: links.organisation() },
  after: [words[language].signInAgent],
  foot: [],
})

type NoticeContent = Extract<MailContent, { is: 'notice' }>

const noticeOf = async (
  { kind, language }: Mail,
  content: NoticeContent,
  { catalogue, links }: LetterTools,
): Promise<Written> => {
  const w = words[language]
  const definition = (await catalogue.at(content.service, content.version))?.definition
  const name = definition?.words[language].name ?? content.service
  const open = { label: w.open, href: links.dossier(language, content.dossier) }
  const after = [w.signIn, w.why[kind as MailKind]]
  if (content.kind !== 'reminder.due') {
    const lines = [w.kinds[content.kind], w.request(name, content.number)]
    return { subject: w.subjects['dossier-news'], lines, act: open, after, foot: [] }
  }
  const { deadline, dueOn } = content.details as { deadline: string; dueOn: string }
  const said = deadlineWords(deadline, definition, language)
  const day = formatDay(dueOn, language)
  return {
    subject: w.subjects.reminders(day),
    lines: [w.due(said.title, day), said.todo, w.request(name, content.number)],
    act: open,
    after: [`${w.calendar}${COLON[language]} ${links.calendar(language)}`, ...after],
    foot: [],
  }
}

const COLON = { fr: '\u00a0:', en: ':' } as const

const textOf = ({ lines, act, after, foot }: Written, language: Language): string =>
  [
    words[language].hello,
    ...lines,
    `${act.label}${COLON[language]}\n${act.href}`,
    ...after,
    `-- \n${[words[language].sender, ...foot.map(({ label, href }) => `${label}${COLON[language]}\n${href}`)].join('\n')}`,
  ].join('\n\n') + '\n'

/** Headings, paragraphs and links: what any reader, aloud or on a small screen, makes the best of. */
const htmlOf = ({ subject, lines, act, after, foot }: Written, language: Language): Html => {
  const [first, ...rest] = lines
  return html`${raw('<!doctype html>')}
<html lang="${language === 'fr' ? 'fr-CA' : 'en-CA'}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${subject}</title></head>
<body>
<p>${words[language].hello}</p>
<h1>${first}</h1>
${rest.map((line) => html`<p>${line}</p>\n`)}<p><a href="${act.href}">${act.label}</a></p>
${after.map((line) => html`<p>${line}</p>\n`)}<hr>
<p>${words[language].sender}</p>
${foot.map(({ label, href }) => html`<p><a href="${href}">${label}</a></p>\n`)}</body>
</html>
`
}
