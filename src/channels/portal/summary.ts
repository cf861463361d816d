import { feeOf, showValue } from '#catalogue'
import { type AnswerFault, type Dossier, faultsOf, type NeedInForce, remainderOf } from '#dossiers'
import { html, type Html } from '#html'
import { dayOf, formatMoney, type Language, newId } from '#kernel'
import {
  button,
  buttons,
  figure,
  figures,
  linkButton,
  notice,
  postForm,
  section,
  summaryList,
  type SummaryRow,
} from '#look'
import { type Platform, sentBy, valueIn } from '#web'
import { sourceOf } from './facts.ts'
import { to } from './paths.ts'
import { openReference, type Opened, referenceOf } from './reference.ts'
import { digestOf, keepAddress, kicker, pageBefore, progress, stepPath, wayOf } from './request.ts'
import { refusalSentence } from './refusals.ts'
import { needWords, sentencesOf, shortLabel, wordsOf } from './said.ts'
import { redirect, show, type Visit } from './visit.ts'
import { words } from './words.ts'

/** Everything that will be filed, on one page, before it is: each answer with its source and the way to change it. */
export const summary = async (visit: Visit) => {
  const opened = await openReference(visit)
  return opened ? summaryPage(visit, opened) : visit.reply
}

const summaryPage = async (visit: Visit, opened: Opened, refusal?: string) => {
  const { platform, language } = visit
  const { dossier, ref } = opened
  if (dossier.status !== 'draft') return redirect(visit, to('dossier', language, { ref }))
  const way = wayOf(dossier)
  const w = words[language].summary
  const missing = faultsOf(way.remainder)
  return show(visit, {
    title: `${w.title} - ${wordsOf(dossier, language).name}`,
    status: refusal ? 409 : 200,
    error: !!refusal,
    current: 'dossiers',
    back: { href: stepPath(ref, pageBefore(dossier, way, null), language) },
    body: html`<div>${kicker(dossier, language)}<h1>${w.title}</h1></div>
      ${refusal && notice({ language, tone: 'warning', title: refusal, live: true })}
      ${progress(way, 'summary', language)}
      ${missing.length > 0 && incompleteNotice(opened, missing, language)}
      ${answersSections(platform, opened, language, { changeable: true })}
      ${feeSection(platform, dossier, language)}
      ${missing.length > 0 ? goOn(opened, missing, language) : filingForm(opened, language)}
      ${keepAddress(ref, language)}`,
  })
}

/** What the draft holds, page by page as it was asked; what was only fetched comes first. */
export const answersSections = (
  platform: Platform,
  { dossier, ref }: Opened,
  language: Language,
  { changeable }: { changeable: boolean },
): Html => {
  const { inForce } = remainderOf(dossier.pinned, dossier)
  const { pages } = dossier.pinned.definition
  const byNeed = new Map(inForce.map((one) => [one.need.id, one]))
  const titles = wordsOf(dossier, language).pages ?? {}
  return html`${pages.map((page) => {
    const rows = page.needs
      .flatMap((id) => byNeed.get(id) ?? [])
      .map((one) => rowOf(platform, { dossier, ref }, one, page.id, language, changeable))
    return (
      rows.length > 0 &&
      section({
        title: titles[page.id] ?? wordsOf(dossier, language).needs[page.needs[0]!]?.short ?? page.id,
        body: summaryList({ language, rows }),
      })
    )
  })}`
}

const rowOf = (
  platform: Platform,
  { dossier, ref }: Pick<Opened, 'dossier' | 'ref'>,
  { need, how, known, value, because }: NeedInForce,
  page: string,
  language: Language,
  changeable: boolean,
): SummaryRow => {
  const { definition } = dossier.pinned
  const w = words[language].summary
  const asked = how === 'asked' || how === 'completed'
  const href = asked
    ? `${to('step', language, { ref, page })}?de=sommaire#${need.id}`
    : to('contest', language, { ref, need: need.id })
  const source =
    how === 'known' || how === 'completed'
      ? w.source(sourceOf(platform, known!, language))
      : because === 'contested'
        ? w.contested
        : undefined
  return {
    label: shortLabel(definition, language, need.id),
    value:
      need.is === 'list' && isNone(value)
        ? words[language].known.none
        : showValue(need, value, needWords(definition, language, need.id), language),
    source,
    money: need.is === 'money',
    action: changeable && how !== 'derived' ? { href, label: asked ? undefined : w.contest } : undefined,
  } as SummaryRow
}

/** A list that a register holds and that is empty is an answer: none. */
const isNone = (value: unknown): boolean => Array.isArray(value) && value.length === 0

const feeSection = ({ clock, demonstration }: Platform, dossier: Dossier, language: Language): Html => {
  const w = words[language].summary
  const fee = feeOf(dossier.pinned, remainderOf(dossier.pinned, dossier).scope, dayOf(clock()))
  if (fee === 0) return html``
  const value = fee === null ? w.feeUnknown : formatMoney(fee, language)
  return section({
    title: w.fee,
    body: figures(
      figure({ label: w.total, value, note: demonstration && fee !== null ? w.feeNotTaken : undefined }),
    ),
  })
}

/** What is still missing, each line a way to its question. */
const incompleteNotice = (
  { dossier, ref }: Opened,
  missing: readonly AnswerFault[],
  language: Language,
): Html => {
  const { definition } = dossier.pinned
  const wrong = missing.filter(({ code }) => code !== 'missing')
  const sentences = sentencesOf(dossier, language, wrong)
  return notice({
    language,
    tone: 'warning',
    title: words[language].summary.incomplete,
    action: html`<ul>
      ${needsOf(missing).map((need) => {
        const path = wrong.find((fault) => needOf(fault) === need)?.path
        return html`<li><a href="${questionPath({ dossier, ref }, need, language)}">${shortLabel(definition, language, need)}</a>${path && html`. ${sentences[path]}`}</li>`
      })}
    </ul>`,
  })
}

const needOf = ({ path }: AnswerFault): string => path.split('.')[0]!
const needsOf = (faults: readonly AnswerFault[]): string[] => [...new Set(faults.map(needOf))]

const questionPath = (
  { dossier, ref }: Pick<Opened, 'dossier' | 'ref'>,
  need: string,
  language: Language,
) => {
  const page = dossier.pinned.definition.pages.find(({ needs }) => needs.includes(need))?.id ?? null
  return `${stepPath(ref, page, language)}?de=sommaire#${need}`
}

/** Where the button that files would be: the way to the first question that is left. */
const goOn = (opened: Opened, missing: readonly AnswerFault[], language: Language): Html =>
  buttons(
    linkButton({
      label: words[language].summary.goOn,
      href: questionPath(opened, needOf(missing[0]!), language),
    }),
  )

const filingForm = ({ dossier, ref }: Opened, language: Language): Html => {
  const w = words[language].summary
  return postForm({
    language,
    action: to('file', language, { ref }),
    hidden: { key: newId(), digest: digestOf(dossier) },
    body: html`<h2>${w.declareTitle}</h2>
      <p>${w.declare}</p>
      ${buttons(button({ label: w.file }))}`,
  })
}

/**
 * Files. The same submission sent twice, in two tabs or by the back button, gives the same receipt. The draft is read
 * with those of the other filings of the moment, and nowhere else; the receipt's page reads what was written, so that
 * nobody waits here for lists to follow.
 */
export const filed = async (visit: Visit) => {
  const reference = referenceOf(visit)
  if (!reference) return visit.reply
  const { platform, language, request } = visit
  const { ref, id, here } = reference
  const { form } = await sentBy(request)
  const key = valueIn(form, 'key')
  const digest = valueIn(form, 'digest')
  const done = await platform.dossiers.file({ id, key, digest, here })
  if (done.ok) return redirect(visit, to('receipt', language, { ref }))
  if (done.refusal === 'already-filed') return redirect(visit, `${to('dossier', language, { ref })}?deja=1`)
  const opened = await openReference(visit)
  return opened ? summaryPage(visit, opened, refusalSentence(done, language)) : visit.reply
}
