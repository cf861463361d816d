import { inLanguage, type Question } from '#consultations'
import { needOf } from '#catalogue'
import { html, type Html } from '#html'
import { formatDay, type Language } from '#kernel'
import { inset, linkButton, needField, section } from '#look'
import { ofOne, sendOwn } from './own.ts'
import { at, words } from './words.ts'

const w = words.preview

/** The announcement and the questionnaire as the public reads them, in each language, before anything is published. */
export const previewPage = ofOne((visit) => {
  const { consultation: its, query } = visit
  const language: Language = query.get('langue') === 'en' ? 'en' : 'fr'
  const both = its.languages.includes('en')
  const text = (one: { fr: string; en: string }) => inLanguage(one, language)
  return sendOwn(visit, {
    page: 'apercu',
    title: w.title,
    body: html`${inset(html`<p>${w.notice}</p>`)}
      ${
        both &&
        html`<p>
          ${
            language === 'fr'
              ? html`<a href="${at(its.id, 'apercu')}?langue=en" lang="en">${w.english}</a>`
              : html`<a href="${at(its.id, 'apercu')}">${w.french}</a>`
          }
        </p>`
      }
      <div class="measure flow"${language === 'en' && html` lang="en-CA"`}>
        <h2>${text(its.title)}</h2>
        <p>${formatDay(its.opensOn, language)} – ${formatDay(its.closesOn, language)}</p>
        ${paragraphs(text(its.purpose))} ${paragraphs(text(its.context))}
        <ul>
          ${its.means.map((means) => html`<li>${words.means.kinds[means.kind]}${text(means.place) && `, ${text(means.place)}`}${text(means.words) && html`<br>${text(means.words)}`}</li>`)}
        </ul>
        ${its.questionnaire.map((question) => asked(question, language))}
        ${section({
          title: words.rules.title,
          body: html`<ol>
            ${its.rules.map((rule) => html`<li>${text(rule.text)}</li>`)}
          </ol>`,
        })}
      </div>
      ${linkButton({ label: w.back, href: at(its.id), weight: 'secondary' })}`,
  })
})

const paragraphs = (text: string): Html =>
  html`${text
    .split(/\n{2,}/)
    .filter(Boolean)
    .map((one) => html`<p class="said">${one}</p>`)}`

const KINDS = {
  'one-of': 'one-of',
  'several-of': 'many-of',
  scale: 'one-of',
  'short-text': 'text',
  'long-text': 'long-text',
} as const

/** A question as the form draws it; nothing is sent from here. */
const asked = (question: Question, language: Language): Html => {
  const values =
    question.kind === 'scale'
      ? Array.from({ length: question.scale?.most ?? 5 }, (_, place) => ({
          id: String(place + 1),
          label: String(place + 1),
        }))
      : question.options.map(({ id, label }) => ({ id, label: inLanguage(label, language) }))
  return needField({
    need: needOf(question.id, KINDS[question.kind], {
      options: values.map(({ id }) => id),
      optional: question.optional,
      party: 'nobody',
    }),
    words: {
      label: inLanguage(question.label, language),
      ...(question.why.fr && { why: inLanguage(question.why, language) }),
      options: Object.fromEntries(values.map(({ id, label }) => [id, label])),
    },
    language,
    form: new Map(),
  })
}
