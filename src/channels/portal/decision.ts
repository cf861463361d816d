import { type Decision, type Dossier, lastDecision } from '#dossiers'
import { html, type Html } from '#html'
import { dayOf, formatArticles, formatDay, formatMoney, type Language } from '#kernel'
import { buttons, details, figure, figures, letter, linkButton, notice, section, summaryList } from '#look'
import type { Organisation } from '#parties'
import { explanation } from '#web'
import { offer } from './opinions/offer.ts'
import { to } from './paths.ts'
import { type PaperName, papersOf } from './papers.ts'
import { openReference, type Opened } from './reference.ts'
import { nameOf, wordsOf } from './said.ts'
import { sendJws } from './receipt.ts'
import { telephone } from './telephone.ts'
import { notFound, redirect, show, type Visit } from './visit.ts'
import { words } from './words.ts'

/** The decision the person holds: what, why, by whom or what, how it was computed, and what they can do (J-3, ss. 4-6). */
export const decision = async (visit: Visit) => {
  const opened = await openReference(visit)
  if (!opened) return visit.reply
  const { platform, language } = visit
  const { dossier, ref } = opened
  const decided = lastDecision(dossier)
  const authority = platform.organisations.organisations.get(dossier.organisation)
  if (!decided || !authority) return redirect(visit, to('dossier', language, { ref }))
  const said = wordsOf(dossier, language).decisions[decided.decision]!
  const w = words[language].decision
  const day = dayOf(new Date(decided.at))
  return show(visit, {
    title: said.title,
    current: 'dossiers',
    back: { href: to('dossier', language, { ref }) },
    body: html`${letter({
      from: [authority.name[language], ...(authority.servicePoints[0]?.address ?? [])],
      to: [nameOf(platform, dossier) ?? w.applicant],
      place: html`${formatDay(day, language)}`,
      reference: [[w.number, dossier.number]],
      subject: said.title,
      body: html`<p>${said.text}</p>
          ${decided.reason && section({ title: w.reason, body: paragraphs(decided.reason) })}
          ${amounts(dossier, decided, language)} ${automated(opened, decided, language)}
          ${computation(dossier, decided, language)} ${recourse(opened, decided, authority, language)}`,
      signature: [authority.name[language]],
    })}
      ${buttons(
        ...papersOf(dossier)
          .toReversed()
          .map((name) => paperLink(ref, name, language)),
        linkButton({ label: w.save, href: to('signedDecision', language, { ref }), weight: 'quiet' }),
        linkButton({ label: w.follow, href: to('dossier', language, { ref }), weight: 'quiet' }),
      )}
      <p class="source">${w.print}</p>
      ${await offer(platform, dossier, ref, language)}`,
  })
}

export const paperLink = (ref: string, paper: PaperName, language: Language): Html =>
  linkButton({
    label: words[language].papers[paper].save,
    href: to('paper', language, { ref, paper }),
    weight: paper === 'certificate' ? 'primary' : 'secondary',
  })

export const paragraphs = (text: string): Html =>
  html`${text.split(/\n+/).map((line) => html`<p>${line}</p>`)}`

/** The amounts in the order the service gives them; the last one, the total, is the one a person looks for. */
const amounts = (
  dossier: Dossier,
  { amounts: given, provisional, favourable }: Decision,
  language: Language,
): Html => {
  const ruleOf = dossier.pinned.definition.rules?.amounts ?? {}
  const rows = Object.entries(ruleOf).flatMap(([name, rule]) => {
    const cents = given[name]
    return cents === undefined
      ? []
      : [{ label: ruleName(dossier, rule, language), value: formatMoney(cents, language), money: true }]
  })
  const total = rows.pop()
  if (!favourable || !total) return html``
  const w = words[language].decision
  return html`${figures(figure(total))}${rows.length > 0 && summaryList({ language, rows, dense: true })}
    ${provisional && notice({ language, tone: 'warning', title: w.provisional, body: w.provisionalText })}`
}

const ruleName = (dossier: Dossier, rule: string, language: Language): string =>
  wordsOf(dossier, language).rules?.[rule] ?? rule

/** A decision made by software alone says so, at the latest with the decision, and offers a human (A-2.1, s. 65.2). */
const automated = ({ ref }: Opened, decided: Decision, language: Language): Html => {
  if (!decided.automated) return html``
  const w = words[language].decision
  return section({
    title: w.automated,
    body: html`<p>${w.automatedText}</p>
      <p><a href="${to('review', language, { ref })}">${w.askHuman}</a></p>`,
  })
}

const computation = (dossier: Dossier, decided: Decision, language: Language): Html => {
  if (!dossier.assessment || Object.keys(decided.amounts).length === 0) return html``
  const { definition } = dossier.pinned
  const w = words[language].decision
  return html`${details({
    summary: w.computation,
    open: true,
    body: html`${explanation({ definition, assessment: dossier.assessment, language })}
      <p class="source">${w.law} ${formatArticles(definition.basis, language)}</p>`,
  })}`
}

const recourse = (
  { ref, dossier }: Opened,
  decided: Decision,
  authority: Organisation,
  language: Language,
): Html => {
  const w = words[language].decision
  const { phone, email, hours } = authority.contact
  const until = decided.reviewUntil && formatDay(decided.reviewUntil, language)
  return section({
    title: until ? w.disagree : w.question,
    body: html`${until && html`<p>${w.reviewUntil(until)} ${dossier.status === 'decided' && html`<a href="${to('review', language, { ref })}">${w.askReview}</a>`}</p>`}
      <p>${authority.name[language]}${language === 'fr' && '\u00a0'}: ${telephone(phone)}, <a href="mailto:${email}">${email}</a>. ${hours[language]}.</p>`,
  })
}

/** The decision as a signed statement, to be kept or handed over. */
export const signedDecision = async (visit: Visit) => {
  const opened = await openReference(visit)
  if (!opened) return visit.reply
  const signed = await visit.platform.dossiers.signedDecision(opened.dossier)
  return signed
    ? sendJws(visit, opened.dossier, signed, words[visit.language].decision.fileName)
    : notFound(visit)
}
