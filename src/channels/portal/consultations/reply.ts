import { type Consultation, type Reply, standingOn } from '#consultations'
import { html, type Html } from '#html'
import { dayOf, formatDay, type Language } from '#kernel'
import { buttons, linkButton, notice, section } from '#look'
import { to } from '../paths.ts'
import type { Visit } from '../visit.ts'
import { showOne } from './one-page.ts'
import { line, paragraphs, plainly } from './reading.ts'
import { words } from './words.ts'

/** What the organisation answers, theme by theme; or since when it should have. */
export const reply = (visit: Visit) =>
  showOne(visit, (consultation) => {
    const { language } = visit
    const w = words[language].reply
    return {
      title: w.pageTitle(plainly(consultation.title, language)),
      here: w.title,
      body: html`<h1>${w.title}</h1>
        <p class="lead">${line(consultation.title, language)}</p>
        ${replyState(consultation, dayOf(visit.platform.clock()), language)}
        ${consultation.themes.map((theme) => replyTo(consultation, theme.id, language))}`,
    }
  })

/** Said first, and in the same place whether the organisation kept its word or not. */
export const replyState = (consultation: Consultation, today: string, language: Language): Html => {
  const w = words[language].reply
  const { answeredOn, replyDueOn } = consultation
  const due = formatDay(replyDueOn, language)
  if (answeredOn !== null) {
    const late = answeredOn > replyDueOn && ` ${w.after(due)}`
    return html`<p>${w.published(formatDay(answeredOn, language))}.${late}</p>`
  }
  return standingOn(consultation, today) === 'reply-late'
    ? notice({ language, tone: 'warning', title: w.late(due), body: w.lateText })
    : html`<p>${w.promised(due)}</p>`
}

const replyTo = ({ themes, replies }: Consultation, id: string, language: Language): Html => {
  const w = words[language].reply
  const theme = themes.find((one) => one.id === id)!
  const said = replies.find((one) => one.theme === id)
  return section({
    title: plainly(theme.title, language),
    body: said ? partsOf(said, language) : html`<p>${w.notYet}</p>`,
  })
}

const partsOf = (said: Reply, language: Language): Html => {
  const w = words[language].reply
  const parts = [
    [w.heard, said.heard],
    [w.kept, said.kept],
    [w.notKept, said.notKept],
    [w.follows, said.next],
  ] as const
  return html`${parts.map(
    ([title, text]) =>
      html`<h3>${title}</h3>
        ${text.fr === '' ? html`<p>${w.nothing}</p>` : paragraphs(text, language)}`,
  )}
  <p class="source">${w.published(formatDay(said.on, language))}</p>`
}

/** What the page of a consultation says of its reply, and the way to it. */
export const replySection = (consultation: Consultation, today: string, language: Language): Html => {
  const w = words[language].reply
  const someThere = consultation.replies.length > 0
  return section({
    title: w.title,
    body: html`${replyState(consultation, today, language)}
      ${
        someThere &&
        buttons(
          linkButton({
            label: words[language].one.seeReply,
            href: to('consultationReply', language, { consultation: consultation.id }),
            weight: 'secondary',
          }),
        )
      }`,
  })
}
