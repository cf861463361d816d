import { isPerson } from '#access'
import {
  type Consultation,
  type Contribution,
  type DraftKind,
  type Fate,
  type Participation,
  standingOn,
  takesPart,
  type Took,
} from '#consultations'
import { html, type Html, none } from '#html'
import { formatDay, type Language } from '#kernel'
import { button, buttons, emptyState, linkButton, postForm, tag } from '#look'
import type { Person } from '#parties'
import { sentBy, valueIn } from '#web'
import { to } from '../paths.ts'
import { askToSignIn, redirect, show, type Visit } from '../visit.ts'
import { excerptOf } from './contribution-words.ts'
import { today } from './one-page.ts'
import { langOf, line, plainly, standingTag } from './reading.ts'
import { takingWords } from './taking-words.ts'
import { words } from './words.ts'

type Mine = { consultation: Consultation; took: Took; participation: Participation }

/** What one sent, what one began, what was withdrawn and how to appeal: to that person alone. */
export const mine = async (visit: Visit) => {
  const { language, visitor } = visit
  if (!isPerson(visitor)) return askToSignIn(visit, to('participation', language))
  const w = takingWords[language].mine
  const all = await participationsOf(visit, visitor)
  return show(visit, {
    title: w.title,
    current: 'consultations',
    body: html`<h1>${w.title}</h1>
      <p class="lead">${w.lead}</p>
      ${
        all.length > 0
          ? all.map((one) => inOne(visit, one))
          : emptyState({
              title: w.none,
              body: w.noneText,
              action: linkButton({ label: w.see, href: to('consultations', language) }),
            })
      }`,
  })
}

/** The latest consultation first. */
const participationsOf = async ({ platform }: Visit, person: Person): Promise<Mine[]> => {
  const took = await platform.consultations.participations(person)
  const all = await Promise.all(
    took.map(async (one) => {
      const consultation = await platform.consultations.find(one.consultation)
      const participation = await platform.consultations.participationIn(person, one.consultation)
      return consultation && { consultation, took: one, participation }
    }),
  )
  return all
    .filter((one) => one !== null)
    .toSorted((a, b) => (a.consultation.closesOn < b.consultation.closesOn ? 1 : -1))
}

const inOne = (visit: Visit, { consultation, took, participation }: Mine): Html => {
  const { language } = visit
  const { id, title } = consultation
  const standing = standingOn(consultation, today(visit))
  return html`<section class="section flow"><div class="section-head"><h2${langOf(title, language)}><a href="${to('consultation', language, { consultation: id })}">${plainly(title, language)}</a></h2>${standing !== 'draft' && standingTag(standing, language)}</div>
    <ul class="contributions">
      ${took.drafts.map((kind) => draft(visit, consultation, kind))}
      ${participation.answer && answered(visit, consultation, participation.answer)}
      ${participation.contributions.map((one) => written(consultation, one, language))}
    </ul></section>`
}

const KINDS = { answer: 'online-questionnaire', contribution: 'online-contributions' } as const

const draft = (visit: Visit, consultation: Consultation, kind: DraftKind): Html => {
  const { language } = visit
  const w = takingWords[language].mine
  const open = takesPart(consultation, KINDS[kind], today(visit))
  const own = { consultation: consultation.id }
  const href =
    kind === 'answer' ? to('questionnaire', language, { ...own, page: '1' }) : to('contribute', language, own)
  const title = kind === 'answer' ? w.draftAnswer : w.draftContribution
  return html`<li><h3>${title}</h3><p>${tag({ status: 'draft', label: w.drafts })}</p>
    ${!open && html`<p>${w.tooLate}</p>`}
    ${postForm({
      language,
      action: to('participation', language),
      hidden: { consultation: consultation.id, kind },
      body: buttons(
        open ? linkButton({ label: w.resume, about: title, href, weight: 'secondary' }) : none,
        button({ label: w.discard, about: title, weight: 'quiet' }),
      ),
    })}</li>`
}

const answered = (
  visit: Visit,
  consultation: Consultation,
  { day }: NonNullable<Participation['answer']>,
): Html => {
  const { language } = visit
  const w = takingWords[language].mine
  const open = takesPart(consultation, 'online-questionnaire', today(visit))
  const href = to('questionnaire', language, { consultation: consultation.id, page: '1' })
  return html`<li><h3>${w.answer}</h3><p class="source"><span>${w.on(formatDay(day, language))}</span></p>${open && html`<p><a href="${href}">${w.change}</a></p>`}</li>`
}

const written = (
  consultation: Consultation,
  one: Contribution & { fates: Fate[] },
  language: Language,
): Html => {
  const w = takingWords[language].mine
  const { id, parent, supports, state } = one
  const href = to('contribution', language, { consultation: consultation.id, contribution: parent ?? id })
  const { text, isCut } = excerptOf(one.title === '' ? one.text : one.title)
  const about = [parent === null ? w.contribution : w.comment, w.on(formatDay(one.day, language))].join(' · ')
  return html`<li><h3><a href="${parent === null ? href : `${href}#c-${id}`}">${text}${isCut && '…'}</a></h3>
    <p class="source"><span>${about}${parent === null && consultation.contributions.supports && ` · ${words[language].list.supports(supports)}`}</span></p>
    ${state === 'hidden' && withdrawn(consultation, one, language)}
    ${fate(one.fates.at(-1), language)}</li>`
}

const withdrawn = (
  consultation: Consultation,
  one: Contribution & { fates: Fate[] },
  language: Language,
): Html => {
  const w = takingWords[language].mine
  const rule = consultation.rules.find(({ id }) => id === one.rule)
  const href = to('contributionAppeal', language, { consultation: consultation.id, contribution: one.id })
  return html`<p>${tag({ status: 'stopped', label: w.hidden(one.rule ?? '') })}</p>
    ${rule && html`<p>${line(rule.text, language)}</p>`}
    ${one.fates.at(-1)?.is === 'hidden' && html`<p><a href="${href}">${w.appeal}<span class="unseen"> (${excerptOf(one.title || one.text).text})</span></a></p>`}`
}

/** What the last word on it was. */
const fate = (last: Fate | undefined, language: Language): Html => {
  const w = takingWords[language].mine
  if (last?.is === 'appealed') return html`<p>${tag({ status: 'waiting', label: w.appealed })}</p>`
  if (last?.is !== 'judged') return none
  const upheld = last.verdict === 'restored'
  return html`<p>${tag({ status: upheld ? 'done' : 'stopped', label: upheld ? w.upheld : w.rejected })}</p><p>${last.reason}</p>`
}

/** Gives up what was begun. */
export const draftDropped = async (visit: Visit) => {
  const { platform, language, visitor } = visit
  if (!isPerson(visitor)) return askToSignIn(visit, to('participation', language))
  const { form } = await sentBy(visit.request)
  const kind = valueIn(form, 'kind')
  const found = await platform.consultations.find(valueIn(form, 'consultation'))
  if (found && (kind === 'answer' || kind === 'contribution'))
    await platform.consultations.dropDraft(visitor, found.id, kind)
  return redirect(visit, to('participation', language))
}
