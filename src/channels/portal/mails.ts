import { html, type Html } from '#html'
import { formatInstant, type Language } from '#kernel'
import { details, emptyState, pagination, summaryList, time } from '#look'
import type { ReceivedMail } from '#web'
import { to } from './paths.ts'
import { toldWords } from './told-words.ts'
import { notFound, redirect, show, type Visit } from './visit.ts'

const PER_PAGE = 20

/** The demonstration's mail, for anybody to read: where nothing is invented, there is no such page. */
export const mails = async (visit: Visit) => {
  const { platform, language, query } = visit
  if (!platform.received) return notFound(visit)
  const w = toldWords[language].mails
  const current = Math.max(1, Math.min(1_000, Number.parseInt(query['page'] ?? '1', 10) || 1))
  const offset = (current - 1) * PER_PAGE
  const { mails: shown, count } = await platform.received.list({ limit: PER_PAGE, offset })
  if (shown.length === 0 && count > 0) return redirect(visit, to('mails', language))
  return show(visit, {
    title: w.title,
    body: html`<h1>${w.title}</h1>
      <p class="lead">${w.lead}</p>
      ${
        shown.length === 0
          ? emptyState({ title: w.none, body: w.noneHelp })
          : html`<ul class="services">${shown.map((mail) => row(mail, language))}</ul>`
      }
      ${pagination({
        language,
        current,
        pages: Math.ceil(count / PER_PAGE),
        href: (page) => `${to('mails', language)}?page=${page}`,
      })}
      <p class="source">${w.try}</p>`,
  })
}

const row = (mail: ReceivedMail, language: Language): Html => html`<li>
  <h2><a href="${to('mail', language, { mail: mail.id })}">${mail.subject}</a></h2>
  <p>${toldWords[language].mails.to} ${mail.recipient}</p>
  <p class="source">${when(mail, language)}</p>
</li>`

const when = ({ at }: ReceivedMail, language: Language): Html =>
  time({ text: formatInstant(at, language), machine: at.toISOString() })

export const mail = async (visit: Visit) => {
  const { platform, language, params } = visit
  const found = await platform.received?.find(params['mail']!)
  if (!found) return notFound(visit)
  const w = toldWords[language].mails
  return show(visit, {
    title: w.one(found.subject),
    back: { href: to('mails', language), label: w.back },
    body: html`<h1>${found.subject}</h1>
      ${summaryList({
        language,
        dense: true,
        rows: [
          { label: w.from, value: found.from },
          { label: w.to, value: found.recipient },
          { label: w.at, value: when(found, language) },
        ],
      })}
      ${found.text
        .trim()
        .split(/\n{2,}/)
        .map((paragraph) => html`<p>${lines(paragraph, platform.address())}</p>`)}
      ${found.html && html`<p class="source">${w.alternative}</p>`}
      ${details({
        summary: w.headers,
        body: summaryList({
          language,
          dense: true,
          rows: found.headers.map(([label, value]) => ({ label, value })),
        }),
      })}`,
  })
}

/** Our own addresses are links, on this site whatever name it has; nothing else of a message is. */
const lines = (paragraph: string, address: string): Html[] =>
  paragraph.split('\n').map((line, at) => {
    const path = line.startsWith(`${address}/`) ? line.slice(address.length).trim() : null
    const shown = path && /^\/[\w\-./]+$/.test(path) ? html`<a href="${path}">${line}</a>` : line
    return html`${at > 0 && html`<br>`}${shown}`
  })
