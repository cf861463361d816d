import type { FastifyReply } from 'fastify'
import { type Announced, type Consultation, REGIONS, type Topic, TOPICS } from '#consultations'
import { html } from '#html'
import { button, buttons, errorSummary, linkButton, postForm } from '#look'
import { type Form, sentBy, valueIn } from '#web'
import {
  day,
  dayIn,
  dayParts,
  filled,
  inEnglish,
  isYes,
  line,
  manyOf,
  oneOf,
  paragraph,
  textIn,
  type Typed,
  yesNo,
} from './fields.ts'
import { faultsOf, type OwnVisit, refusedNotice, sendOwn, toWrite } from './own.ts'
import { at, words } from './words.ts'

const w = words.announce

/** What the public reads first, the days, and how one takes part. */
export const announcePage = toWrite((visit) =>
  send(visit, { form: formOf(visit.consultation), faults: {} }, null),
)

const OPTIONS = ['comments', 'supports', 'attachments'] as const

const formOf = (its: Consultation): Form =>
  filled({
    title: its.title.fr,
    titleEn: its.title.en,
    purpose: its.purpose.fr,
    purposeEn: its.purpose.en,
    context: its.context.fr,
    contextEn: its.context.en,
    topic: its.topic,
    english: its.languages.includes('en'),
    regions: its.regions,
    resultsPublished: its.resultsPublished,
    contributions: its.contributions.open,
    with: OPTIONS.filter((one) => its.contributions[one]),
    ...dayParts('opensOn', its.opensOn),
    ...dayParts('closesOn', its.closesOn),
    ...dayParts('replyDueOn', its.replyDueOn),
  })

const saidIn = (form: Form): Partial<Announced> => {
  const chosen = form.get('with') ?? []
  return {
    title: textIn(form, 'title'),
    purpose: textIn(form, 'purpose'),
    context: textIn(form, 'context'),
    topic: valueIn(form, 'topic') as Topic,
    languages: isYes(form, 'english') ? ['fr', 'en'] : ['fr'],
    regions: form.get('regions') ?? [],
    opensOn: dayIn(form, 'opensOn'),
    closesOn: dayIn(form, 'closesOn'),
    replyDueOn: dayIn(form, 'replyDueOn'),
    resultsPublished: valueIn(form, 'resultsPublished') as Announced['resultsPublished'],
    contributions: {
      open: isYes(form, 'contributions'),
      comments: chosen.includes('comments'),
      supports: chosen.includes('supports'),
      attachments: chosen.includes('attachments'),
    },
  }
}

const ENGLISH = ['titleEn', 'purposeEn', 'contextEn']

const send = (
  visit: OwnVisit,
  typed: Typed,
  refusal: Parameters<typeof refusedNotice>[0],
): Promise<FastifyReply> => {
  const { id } = visit.consultation
  return sendOwn(visit, {
    page: 'annonce',
    title: w.title,
    faults: typed.faults,
    status: refusal ? 422 : undefined,
    body: html`${errorSummary({ language: 'fr', faults: typed.faults })} ${refusedNotice(refusal)}
      <div class="measure">
        ${postForm({
          language: 'fr',
          action: at(id, 'annonce'),
          body: html`${line('title', typed, { label: w.name, most: 150 })}
            ${paragraph('purpose', typed, { label: w.purpose, most: 6_000 })}
            ${paragraph('context', typed, { label: w.context, most: 6_000, optional: true })}
            ${yesNo('english', typed, { label: w.both })}
            ${inEnglish(
              w.english,
              typed,
              ENGLISH,
              html`<p>${w.englishWhy}</p>
                ${line('titleEn', typed, { label: w.inEnglish(w.name), most: 150, optional: true })}
                ${paragraph('purposeEn', typed, { label: w.inEnglish(w.purpose), most: 6_000, optional: true })}
                ${paragraph('contextEn', typed, { label: w.inEnglish(w.context), most: 6_000, optional: true })}`,
            )}
            ${oneOf('topic', typed, { label: w.topic, options: namesOf(Object.entries(TOPICS)) })}
            ${manyOf('regions', typed, { label: w.regions, why: w.regionsWhy, options: namesOf([...REGIONS]), order: [...REGIONS.keys()] })}
            ${day('opensOn', typed, { label: w.opensOn })}
            ${day('closesOn', typed, { label: w.closesOn, why: w.datesWhy })}
            ${day('replyDueOn', typed, { label: w.replyDueOn, why: w.replyWhy })}
            ${oneOf('resultsPublished', typed, { label: w.results, options: words.overview.results })}
            ${yesNo('contributions', typed, { label: w.open, why: w.contributionsWhy })}
            ${manyOf('with', typed, { label: w.contributions, options: { comments: w.comments, supports: w.supports, attachments: w.attachments } })}
            ${buttons(button({ label: w.save }), linkButton({ label: w.cancel, href: at(id), weight: 'quiet' }))}`,
        })}
      </div>`,
  })
}

const namesOf = (all: readonly (readonly [string, { fr: string }])[]): Record<string, string> =>
  Object.fromEntries(all.map(([id, { fr }]) => [id, fr]))

export const announce = toWrite(async (visit) => {
  const { platform, agent, consultation, request, reply } = visit
  const { form } = await sentBy(request)
  const done = await platform.consultations.edit(agent, consultation.id, saidIn(form))
  if (done.ok) return reply.redirect(`${at(consultation.id)}?fait=enregistree`, 303)
  const faults = done.refusal === 'announcement-faulty' ? faultsOf(done.details) : {}
  const elsewhere = Object.keys(faults).some((field) => field.startsWith('means'))
  const shown = elsewhere ? { ...faults, closesOn: words.faults['not-within'] } : faults
  return send(
    visit,
    { form, faults: onlyFields(shown) },
    Object.keys(onlyFields(shown)).length > 0 ? null : done.refusal,
  )
})

const FIELDS = [
  'title',
  'purpose',
  'context',
  'topic',
  'regions',
  'opensOn',
  'closesOn',
  'replyDueOn',
  'resultsPublished',
]
const onlyFields = (faults: Record<string, string>) =>
  Object.fromEntries(Object.entries(faults).filter(([field]) => FIELDS.includes(field)))
