import { isPerson } from '#access'
import { type Consultation, type Contribution, takesPart } from '#consultations'
import { html, type Html, none } from '#html'
import { formatDay, type Language } from '#kernel'
import { pagination, section, summaryList, time } from '#look'
import { to } from '../paths.ts'
import type { Shown, Visit } from '../visit.ts'
import { pageIn } from './asked.ts'
import { type CommentAgain, commentForm } from './comment-form.ts'
import { attachmentList } from './files.ts'
import { showAlike } from '../kept.ts'
import { supportsAmong } from './list.ts'
import { publicOne, today } from './one-page.ts'
import { crumbsOf, line, plainly, proseOf } from './reading.ts'
import { signInHere, supportPart } from './support-part.ts'
import { whoWords } from './contribution-words.ts'
import { words } from './words.ts'

const COMMENTS_A_PAGE = 20

/** One contribution whole, who supports it counted, and what people say of it. */
export const contribution = (visit: Visit) => showAlike(visit, () => contributionPage(visit))

export const contributionPage = async (visit: Visit, again?: CommentAgain): Promise<Shown | null> => {
  const { platform, language, params } = visit
  const consultation = await publicOne(visit)
  const one =
    consultation && (await platform.consultations.contribution(consultation.id, params['contribution']!))
  if (!one || one.parent !== null) return null
  const w = words[language].contribution
  const page = pageIn(visit.query)
  const [comments, support] = await Promise.all([
    one.comments > 0
      ? platform.consultations.comments(one.consultation, one.id, {
          limit: COMMENTS_A_PAGE,
          offset: (page - 1) * COMMENTS_A_PAGE,
        })
      : [],
    supportsAmong(visit, consultation, [one]),
  ])
  const here = to('contribution', language, { consultation: one.consultation, contribution: one.id })
  const crumbs = crumbsOf(visit, consultation, '')
  const title = one.state === 'hidden' ? w.hidden : one.title
  return {
    title: w.pageTitle(title, plainly(consultation.title, language)),
    status: again ? 422 : 200,
    error: !!again,
    current: 'consultations',
    breadcrumbs: [
      ...crumbs.slice(0, 2),
      {
        label: words[language].list.title,
        href: to('contributions', language, { consultation: one.consultation }),
      },
      { label: w.title },
    ],
    body: html`${one.state === 'hidden' ? withdrawn(one, consultation, language) : shown(one, consultation, language)}
      ${consultation.contributions.supports && one.state === 'shown' && supportPart({ contribution: one, support: support(one), language, back: here })}
      ${one.state === 'shown' && html`<p><a href="${to('contributionReport', language, { consultation: one.consultation, contribution: one.id })}" rel="nofollow">${w.report}</a></p>`}
      ${(consultation.contributions.comments || one.comments > 0) && section({ title: w.comments, id: 'comments', body: discussion(visit, consultation, one, comments, page, again) })}`,
  }
}

const shown = (one: Contribution, consultation: Consultation, language: Language): Html => {
  const w = words[language].contribution
  const lang = one.language === language ? none : html` lang="${one.language}-CA"`
  return html`<div><p class="kicker">${plainly(consultation.title, language)}</p><h1${lang}>${one.title}</h1></div>
    ${about(one, consultation, language)}
    ${proseOf(one.text, lang)}
    ${one.attachments.length > 0 && section({ title: w.files, body: attachmentList(one, language) })}`
}

const withdrawn = (one: Contribution, consultation: Consultation, language: Language): Html => {
  const w = words[language].contribution
  return html`<div><p class="kicker">${plainly(consultation.title, language)}</p><h1>${w.hidden}</h1></div>
    ${about(one, consultation, language)}
    <p>${ruleSaid(one, consultation, language)}</p>
    <p><a href="${to('consultationRules', language, { consultation: one.consultation })}">${w.seeRules}</a></p>`
}

/** « Retirée, règle 3 : … » */
export const ruleSaid = (
  { rule, parent }: Pick<Contribution, 'rule' | 'parent'>,
  { rules }: Consultation,
  language: Language,
): Html => {
  const w = words[language].contribution
  const text = rules.find(({ id }) => id === rule)?.text
  return html`${parent === null ? w.hiddenText(rule ?? '') : w.commentHidden(rule ?? '')} ${text && line(text, language)}`
}

const about = (one: Contribution, { themes }: Consultation, language: Language): Html => {
  const w = words[language]
  const theme = themes.find(({ id }) => id === one.theme)
  return html`<p class="source"><span>${whoWords(one, language)} · ${time({ text: formatDay(one.day, language), machine: one.day })}</span></p>
    ${theme && themes.length > 1 && summaryList({ language, dense: true, rows: [{ label: w.theme, value: line(theme.title, language) }] })}`
}

const discussion = (
  visit: Visit,
  consultation: Consultation,
  one: Contribution,
  comments: readonly Contribution[],
  page: number,
  again: CommentAgain | undefined,
): Html => {
  const { language } = visit
  const w = words[language].contribution
  const here = to('contribution', language, { consultation: one.consultation, contribution: one.id })
  return html`${
    comments.length > 0
      ? html`<ol class="comments">${comments.map((comment) => said(comment, consultation, language))}</ol>`
      : html`<p>${w.noComments}</p>`
  }
  ${pagination({
    language,
    current: page,
    pages: Math.ceil(one.comments / COMMENTS_A_PAGE),
    href: (at) => `${here}?page=${at}#comments`,
  })}
  ${invitation(visit, consultation, one, here, again)}`
}

const said = (comment: Contribution, consultation: Consultation, language: Language): Html => {
  const lang = comment.language === language ? none : html` lang="${comment.language}-CA"`
  const day = time({ text: formatDay(comment.day, language), machine: comment.day })
  return html`<li id="c-${comment.id}">${
    comment.state === 'hidden'
      ? html`<p>${ruleSaid(comment, consultation, language)}</p>`
      : proseOf(comment.text, lang)
  }<p class="source"><span>${comment.name ?? words[language].list.anonymous} · ${day}${
    comment.state === 'shown' &&
    html` · <a href="${to('contributionReport', language, { consultation: comment.consultation, contribution: comment.id })}" rel="nofollow">${words[language].contribution.reportComment}</a>`
  }</span></p></li>`
}

/** The form, to whoever may write; how to come to it, to others. */
const invitation = (
  visit: Visit,
  consultation: Consultation,
  one: Contribution,
  here: string,
  again: CommentAgain | undefined,
): Html => {
  const { language, visitor } = visit
  const w = words[language].contribution
  if (!consultation.contributions.comments || one.state === 'hidden') return none
  if (!takesPart(consultation, 'online-contributions', today(visit))) return html`<p>${w.ended}</p>`
  if (!isPerson(visitor)) return html`<p><a href="${signInHere(language, here)}">${w.signIn}</a></p>`
  return commentForm(one, again, language)
}
