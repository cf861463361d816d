import type { FastifyReply } from 'fastify'
import {
  type Consultation,
  type ConsultationRefusal,
  lacksOf,
  REGIONS,
  standingOn,
  TOPICS,
} from '#consultations'
import { html, type Html, none } from '#html'
import { formatDay } from '#kernel'
import {
  button,
  buttons,
  details,
  inset,
  linkButton,
  notice,
  postForm,
  section,
  summaryList,
  type SummaryRow,
} from '#look'
import { day, line, paragraph, type Typed } from './fields.ts'
import { type OwnVisit, ofOne, refusedNotice, sendOwn, standingTag } from './own.ts'
import { at, type Page, words } from './words.ts'

const w = words.overview

type Refusal = ConsultationRefusal | 'not-found' | 'evidence-not-stored' | null

const NOTHING: Typed = { form: new Map(), faults: {} }

/** One consultation: how it stands, what was announced, and what can be done now. */
export const overviewPage = ofOne((visit) => sendOverview(visit, null, NOTHING))

export const sendOverview = (visit: OwnVisit, refusal: Refusal, typed: Typed): Promise<FastifyReply> => {
  const { consultation, may, today } = visit
  const { id, state, title } = consultation
  return sendOwn(visit, {
    page: '',
    title: title.fr,
    status: refusal ? 422 : 200,
    body: html`${refusedNotice(refusal)}
      <p>${standingTag(consultation, today)}</p>
      ${!may && inset(html`<p>${words.readOnly}</p>`)} ${readiness(consultation)}
      ${summaryList({ language: 'fr', rows: standing(consultation) })}
      ${announcement(consultation, may)} ${changes(consultation)}
      ${buttons(
        ...(may && owesReply(consultation, today)
          ? [linkButton({ label: w.writeReply, href: at(id, 'reponse') })]
          : []),
        linkButton({ label: w.preview, href: at(id, 'apercu'), weight: 'secondary' }),
        ...(state === 'draft'
          ? []
          : [linkButton({ label: words.public, href: `/consultations/${id}`, weight: 'quiet' })]),
      )}
      ${may && acts(consultation, typed)}`,
  })
}

/** It has ended, and what was heard waits for its answer: that is what there is to do. */
const owesReply = (consultation: Consultation, today: string): boolean =>
  ['closed', 'reply-late'].includes(standingOn(consultation, today))

/** A draft says what it lacks, or that it can be published. */
const readiness = (consultation: Consultation): Html => {
  if (consultation.state !== 'draft') return none
  const lacks = lacksOf(consultation)
  return lacks.length === 0
    ? notice({ language: 'fr', tone: 'information', body: w.ready })
    : notice({
        language: 'fr',
        tone: 'warning',
        title: w.lacksTitle,
        action: html`<ul>
          ${lacks.map((lack) => html`<li>${words.lacks[lack]}</li>`)}
        </ul>`,
      })
}

const standing = ({
  opensOn,
  closesOn,
  online,
  replyDueOn,
  resultsPublished,
}: Consultation): SummaryRow[] => [
  { label: w.window, value: words.window(formatDay(opensOn, 'fr'), formatDay(closesOn, 'fr')) },
  { label: w.online, value: words.online[online] },
  { label: w.resultsPublished, value: w.results[resultsPublished] },
  { label: w.reply, value: formatDay(replyDueOn, 'fr') },
]

const announcement = (consultation: Consultation, may: boolean): Html => {
  const { id, state, means, questionnaire, themes, rules, documents } = consultation
  const isOpen = state === 'draft' || state === 'announced'
  const change = (page: Page, label: string, evenOpen = false): Pick<SummaryRow, 'action'> =>
    may && (isOpen || evenOpen) ? { action: { href: at(id, page), label } } : {}
  return section({
    title: w.announcement,
    body: summaryList({
      language: 'fr',
      rows: [
        { label: w.purpose, value: consultation.purpose.fr, ...change('annonce', w.change) },
        { label: w.topic, value: TOPICS[consultation.topic].fr, ...change('annonce', w.change) },
        {
          label: w.languages,
          value: consultation.languages.includes('en') ? w.languagesShown.both : w.languagesShown.fr,
          ...change('annonce', w.change),
        },
        {
          label: w.regions,
          value:
            consultation.regions.length === 0
              ? w.everywhere
              : consultation.regions.map((region) => REGIONS.get(region)!.fr),
          ...change('annonce', w.change),
        },
        {
          label: w.contributionsShown,
          value: contributionsWords(consultation),
          ...change('annonce', w.change),
        },
        {
          label: w.means,
          value: means.map((one) => `${words.means.kinds[one.kind]}, ${words.window(one.from, one.to)}`),
          ...change('moyens', w.change),
        },
        {
          label: w.questions,
          value: questionnaire.length === 0 ? w.noQuestion : w.questionCount(questionnaire.length),
          ...change('questions', w.change),
        },
        {
          label: w.themes,
          value: themes.map((theme) => theme.title.fr),
          ...change('themes', w.change, state !== 'cancelled'),
        },
        {
          label: w.rules,
          value: rules.map((rule) => `${rule.id}. ${rule.text.fr}`),
          ...change('regles', w.change),
        },
        { label: w.documents, value: documents.map((one) => one.name), ...change('documents', w.change) },
      ],
    }),
  })
}

const contributionsWords = ({ contributions: its }: Consultation): string => {
  if (!its.open) return w.contributionsClosed
  const withWhat = (['comments', 'supports', 'attachments'] as const).filter((one) => its[one])
  return w.contributionsOpen(withWhat.map((one) => w.with[one]).join(', '))
}

/** What changed of its length, and why; or why it was cancelled. */
const changes = ({ extensions, cancelled }: Consultation): Html => {
  const cancelling =
    cancelled &&
    inset(html`<p>${w.cancelledOn(formatDay(cancelled.on, 'fr'))}</p><p>${cancelled.reason.fr}</p>`)
  if (extensions.length === 0) return html`${cancelling}`
  const rows = extensions.map(({ from, to, reason }) => ({
    label: w.extended(formatDay(from, 'fr'), formatDay(to, 'fr')),
    value: reason.fr,
  }))
  return html`${cancelling}${section({ title: w.extensions, body: summaryList({ language: 'fr', rows }) })}`
}

const acts = (consultation: Consultation, typed: Typed): Html => {
  const a = words.acts
  const { id, state, opensOn } = consultation
  const form = (body: Html) => postForm({ language: 'fr', action: at(id), body })
  const reasoned = (act: string, label: string, before: Html = none) =>
    details({
      summary: label,
      open: typed.form.get('_do')?.[0] === act,
      body: form(
        html`${before} ${paragraph(`${act}-reason`, typed, { label: a.reason, most: 2_000 })}
          ${line(`${act}-reasonEn`, typed, { label: a.reasonEn, most: 2_000, optional: true })}
          ${buttons(button({ label, act, weight: act === 'prolonger' ? 'primary' : 'danger' }))}`,
      ),
    })
  const possible = {
    draft: html`${form(html`<p>${a.publishWhy(formatDay(opensOn, 'fr'))}</p>
        ${buttons(button({ label: a.publish, act: 'publier' }), button({ label: a.drop, act: 'supprimer', weight: 'quiet' }))}`)}`,
    announced: reasoned('annuler', a.cancel),
    open: html`${reasoned('prolonger', a.extend, day('closesOn', typed, { label: a.extendTo }))}
    ${reasoned('terminer', a.close)} ${reasoned('annuler', a.cancel)}`,
    closed: none,
    cancelled: none,
  }[state]
  return state === 'closed' || state === 'cancelled' ? none : section({ title: a.title, body: possible })
}
