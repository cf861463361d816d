import {
  type Consultation,
  type Counts,
  REGIONS,
  showsResults,
  type Standing,
  takesPart,
} from '#consultations'
import { isPerson } from '#access'
import { html, type Html, none } from '#html'
import { formatDay, formatNumber, type Language } from '#kernel'
import { buttons, details, figure, figures, linkButton, notice, section, summaryList } from '#look'
import { to } from '../paths.ts'
import type { Visit } from '../visit.ts'
import { fileList } from './files.ts'
import { howSection } from './how-section.ts'
import { showOne, standingHere, today } from './one-page.ts'
import { langOf, line, paragraphs, plainly, standingTag, whenWords, whoseWords } from './reading.ts'
import { replySection } from './reply.ts'
import { words } from './words.ts'

/** What is asked, why, until when, how to take part, what was said so far, and what the organisation made of it. */
export const one = (visit: Visit) =>
  showOne(visit, async (consultation) => {
    const { platform, language } = visit
    const w = words[language].one
    const standing = standingHere(visit, consultation)
    const { id } = consultation
    const [counts, own] = await Promise.all([platform.consultations.counts([id]), ownIn(visit, id)])
    const tally = counts.get(id)!
    const { title, purpose, context, languages } = consultation
    return {
      title: w.pageTitle(plainly(title, language)),
      description: plainly(purpose, language).slice(0, 160),
      body: html`<div><p class="kicker">${whoseWords(visit, consultation)}</p><h1${langOf(title, language)}>${plainly(title, language)}</h1></div>
        <p>${standingTag(standing, language)} ${whenWords(consultation, standing, language, today(visit))}</p>
        ${told(consultation, language)}
        ${language === 'en' && !languages.includes('en') && html`<p class="source">${w.onlyFrench}</p>`}
        ${paragraphs(purpose, language)}
        ${participation(visit, consultation, standing, own)}
        ${(standing === 'answered' || standing === 'reply-late') && replySection(consultation, today(visit), language)}
        ${said(consultation, tally, today(visit), language)}
        ${howSection(consultation, language)}
        ${context.fr !== '' && section({ title: w.context, body: paragraphs(context, language) })}
        ${consultation.documents.length > 0 && section({ title: w.documents, body: fileList(consultation.id, consultation.documents, language) })}
        ${facts(consultation, language)}
        ${standing !== 'answered' && standing !== 'reply-late' && standing !== 'cancelled' && replySection(consultation, today(visit), language)}`,
    }
  })

/** What changed since it was announced, with the reason that the organisation gave. */
const told = ({ cancelled, extensions }: Consultation, language: Language): Html => {
  const w = words[language].one
  if (cancelled)
    return notice({
      language,
      tone: 'warning',
      title: w.cancelled,
      action: html`<p>${w.on(formatDay(cancelled.on, language))}</p>${paragraphs(cancelled.reason, language)}`,
    })
  const last = extensions.at(-1)
  if (!last) return none
  const day = formatDay(last.to, language)
  return notice({
    language,
    tone: 'information',
    title: last.to > last.from ? w.extended(day) : w.shortened(day),
    action: paragraphs(last.reason, language),
  })
}

type Own = { answered: boolean; answerDraft: boolean; contributionDraft: boolean } | null

/** What the visitor did here already; nobody else’s page knows it. */
const ownIn = async ({ platform, visitor }: Visit, id: string): Promise<Own> => {
  if (!isPerson(visitor)) return null
  const [{ answer }, answerDraft, contributionDraft] = await Promise.all([
    platform.consultations.participationIn(visitor, id),
    platform.consultations.draft(visitor, id, 'answer'),
    platform.consultations.draft(visitor, id, 'contribution'),
  ])
  return { answered: !!answer, answerDraft: !!answerDraft, contributionDraft: !!contributionDraft }
}

/** The ways in, while there are some: two buttons at most, and why one has to sign in. */
const participation = (visit: Visit, consultation: Consultation, standing: Standing, own: Own): Html => {
  const { language } = visit
  const w = words[language].one
  const [answers, contributes] = [
    takesPart(consultation, 'online-questionnaire', today(visit)),
    takesPart(consultation, 'online-contributions', today(visit)),
  ]
  if (!answers && !contributes) return html`<p>${whyNot(consultation, standing, language)}</p>`
  const { id } = consultation
  return html`${own?.answered && html`<p>${w.answered}</p>`}
    ${buttons(
      answers
        ? linkButton({
            label: own?.answered ? w.change : own?.answerDraft ? w.resume : w.answer,
            href: to('questionnaire', language, { consultation: id, page: '1' }),
            weight: own?.answered ? 'secondary' : 'primary',
          })
        : none,
      contributes
        ? linkButton({
            label: own?.contributionDraft ? w.resumeContribution : w.contribute,
            href: to('contribute', language, { consultation: id }),
            weight: answers && !own?.answered ? 'secondary' : 'primary',
          })
        : none,
    )}
    ${details({ summary: w.oneVoice, body: html`<div class="prose"><ul>${w.oneVoiceText.map((text) => html`<li>${text}</li>`)}</ul></div>` })}`
}

const whyNot = (consultation: Consultation, standing: Standing, language: Language): string => {
  const w = words[language].one
  const { opensOn, closesOn, closedOn, online } = consultation
  if (standing === 'cancelled') return ''
  if (standing === 'upcoming') return w.opensOn(formatDay(opensOn, language))
  if (standing === 'open') return online === 'none' ? w.notOnline : w.notToday
  return w.closedOn(formatDay(closedOn ?? closesOn, language))
}

/** How much was said, exactly: contributions are public; answers are told as the results tell them. */
const said = (consultation: Consultation, tally: Counts, day: string, language: Language): Html => {
  const w = words[language].one
  const { id, contributions, questionnaire } = consultation
  const number = (count: number) => formatNumber(count, language)
  const shown = showsResults(consultation, day)
  const counts = [
    contributions.open && figure({ label: w.contributions, value: number(tally.contributions) }),
    contributions.supports && figure({ label: w.supports, value: number(tally.supports) }),
    questionnaire.length > 0 &&
      shown &&
      figure({
        label: w.answers,
        value: tally.answers === 0 ? words[language].results.small : number(tally.answers),
      }),
  ].filter((one) => one !== false)
  const links = [
    contributions.open && { href: to('contributions', language, { consultation: id }), label: w.read },
    (shown || questionnaire.length > 0) && {
      href: to('consultationResults', language, { consultation: id }),
      label: w.seeResults,
    },
  ].filter((one) => one !== false)
  if (counts.length === 0 && links.length === 0) return none
  return section({
    title: w.said,
    body: html`${counts.length > 0 && figures(...counts)}
      <ul class="links">${links.map(({ href, label }) => html`<li><a href="${href}">${label}</a></li>`)}</ul>`,
  })
}

const facts = (consultation: Consultation, language: Language): Html => {
  const w = words[language].one
  const { id, opensOn, closesOn, replyDueOn, regions, themes, resultsPublished } = consultation
  const day = (one: string) => formatDay(one, language)
  return section({
    title: w.dated,
    body: html`${summaryList({
      language,
      dense: true,
      rows: [
        { label: w.opens, value: day(opensOn) },
        { label: w.closes, value: day(closesOn) },
        { label: w.replyDue, value: day(replyDueOn) },
        { label: w.resultsAt, value: resultsPublished === 'live' ? w.live : w.atEnd(day(closesOn)) },
        {
          label: w.regions,
          value:
            regions.length > 0
              ? regions.map((one) => plainly(REGIONS.get(one)!, language)).join(', ')
              : w.whole,
        },
        { label: w.themes, value: themes.map(({ title }) => line(title, language)) },
      ],
    })}
    <p><a href="${to('consultationRules', language, { consultation: id })}">${w.rules}</a></p>`,
  })
}
