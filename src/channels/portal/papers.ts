import { showValue } from '#catalogue'
import { type Block, type Paper, paperToPdf } from '#documents'
import { type Decision, type Dossier, lastDecision } from '#dossiers'
import { dayOf, formatDay, formatInstant, formatMoney, type Language } from '#kernel'
import type { Organisation } from '#parties'
import { openReference } from './reference.ts'
import { nameOf, needWords, wordsOf } from './said.ts'
import { notFound, type Visit } from './visit.ts'
import { words } from './words.ts'

/** What a person keeps and prints: the receipt of a filing, the letter of a decision, the certificate it delivers. */
export type PaperName = 'receipt' | DecisionPaper
export type DecisionPaper = 'letter' | 'certificate'

/** The papers of the decision: its letter always, a certificate when the service delivers one. */
export const papersOf = (dossier: Dossier): DecisionPaper[] => {
  const decision = lastDecision(dossier)
  if (!decision) return []
  return certifiedNeeds(dossier, decision).length > 0 ? ['letter', 'certificate'] : ['letter']
}

/** A paper of one’s own dossier, tagged PDF. */
export const paper = async (visit: Visit) => {
  const opened = await openReference(visit)
  if (!opened) return visit.reply
  const { dossier } = opened
  const held: PaperName[] = [...(dossier.filing ? (['receipt'] as const) : []), ...papersOf(dossier)]
  const name = held.find((one) => one === visit.params['paper'])
  const authority = visit.platform.organisations.organisations.get(dossier.organisation)
  if (!name || !authority) return notFound(visit)
  const made = MADE[name](visit, dossier, authority)
  return visit.reply
    .type('application/pdf')
    .header(
      'content-disposition',
      `attachment; filename="${words[visit.language].papers[name].file}-${dossier.number}.pdf"`,
    )
    .send(await paperToPdf(made))
}

const frameOf = ({ platform, language }: Visit, dossier: Dossier, authority: Organisation, at: Date) => {
  const w = words[language].papers
  return {
    language,
    from: [authority.name[language], ...(authority.servicePoints[0]?.address ?? [])],
    reference: [
      [w.number, dossier.number],
      [w.date, formatDay(dayOf(at), language)],
      [w.for, nameOf(platform, dossier) ?? words[language].decision.applicant],
    ] as const,
    foot: w.foot,
    at,
    specimen: platform.demonstration ? [{ stamp: w.specimen }] : [],
  }
}

/** The acknowledgement on paper: what was received, when, and the digest that its signature covers. */
const receiptPaper = (visit: Visit, dossier: Dossier, authority: Organisation): Paper => {
  const { language } = visit
  const { at, digest } = dossier.filing!
  const { specimen, ...frame } = frameOf(visit, dossier, authority, new Date(at))
  const w = words[language].receipt
  return {
    ...frame,
    title: w.title,
    foot: words[language].papers.receipt.foot,
    blocks: [
      {
        pairs: [
          [words[language].papers.receipt.service, wordsOf(dossier, language).name],
          [words[language].papers.receipt.received, formatInstant(new Date(at), language)],
          [w.digest, digest],
        ],
      },
      { heading: w.then },
      ...(wordsOf(dossier, language).then ?? []).map((text) => ({ text })),
      ...specimen,
    ],
  }
}

const letterOf = (visit: Visit, dossier: Dossier, authority: Organisation): Paper => {
  const decision = lastDecision(dossier)!
  const { specimen, ...frame } = frameOf(visit, dossier, authority, new Date(decision.at))
  const { language } = visit
  const w = words[language].decision
  const said = wordsOf(dossier, language).decisions[decision.decision]!
  const reason: Block[] = decision.reason ? [{ heading: w.reason }, ...linesOf(decision.reason)] : []
  const automated: Block[] = decision.automated ? [{ heading: w.automated }, { text: w.automatedText }] : []
  const { phone, email, hours } = authority.contact
  return {
    ...frame,
    title: said.title,
    blocks: [
      ...linesOf(said.text),
      ...reason,
      ...amountsOf(dossier, decision, language),
      ...automated,
      { heading: decision.reviewUntil ? w.disagree : w.question },
      ...(decision.reviewUntil ? [{ text: w.reviewUntil(formatDay(decision.reviewUntil, language)) }] : []),
      { text: w.contact(authority.name[language], phone, email, hours[language]) },
      ...specimen,
    ],
  }
}

const linesOf = (text: string): Block[] => text.split(/\n+/).map((line) => ({ text: line }))

const amountsOf = (
  dossier: Dossier,
  { amounts, favourable, provisional }: Decision,
  language: Language,
): Block[] => {
  const said = wordsOf(dossier, language).rules ?? {}
  const pairs = Object.entries(dossier.pinned.definition.rules?.amounts ?? {}).flatMap(([name, rule]) => {
    const cents = amounts[name]
    return cents === undefined ? [] : [[said[rule] ?? rule, formatMoney(cents, language)] as const]
  })
  if (!favourable || pairs.length === 0) return []
  return [
    { pairs },
    ...(dossier.assessment ? [{ text: words[language].papers.computed }] : []),
    ...(provisional ? [{ text: words[language].decision.provisionalText }] : []),
  ]
}

/** In the language that the person chose for it, whatever that of the page; a letter is in the page's. */
const certificateOf = (visit: Visit, dossier: Dossier, authority: Organisation): Paper => {
  const decision = lastDecision(dossier)!
  const language = languageChosen(dossier, decision) ?? visit.language
  const { specimen, ...frame } = frameOf({ ...visit, language }, dossier, authority, new Date(decision.at))
  const { definition } = dossier.pinned
  const pairs = certifiedNeeds(dossier, decision).map((need) => {
    const shown = showValue(
      need,
      dossier.filing!.values[need.id],
      needWords(definition, language, need.id),
      language,
    )
    return [
      needWords(definition, language, need.id).label,
      Array.isArray(shown) ? shown.join(', ') : shown,
    ] as const
  })
  const w = words[language].papers
  return {
    ...frame,
    title: wordsOf(dossier, language).decisions[decision.decision]?.document ?? w.certificate.title,
    blocks: [{ text: w.certificate.lead }, { pairs }, ...specimen],
  }
}

const LANGUAGES: Readonly<Record<string, Language>> = { french: 'fr', english: 'en' }

const languageChosen = (dossier: Dossier, { decision }: Decision): Language | undefined => {
  const stage = dossier.pinned.definition.path[decision]
  const need = stage && 'decision' in stage ? stage['certificate-language'] : undefined
  return need === undefined ? undefined : LANGUAGES[String(dossier.filing?.values[need])]
}

/** The needs that the decision’s certificate states and that have a value. */
const certifiedNeeds = (dossier: Dossier, { decision }: Decision) => {
  const stage = dossier.pinned.definition.path[decision]
  const ids = stage && 'decision' in stage ? (stage.certificate ?? []) : []
  return dossier.pinned.definition.needs.filter(
    ({ id }) => ids.includes(id) && (dossier.filing?.values[id] ?? null) !== null,
  )
}

const MADE: Record<PaperName, (visit: Visit, dossier: Dossier, authority: Organisation) => Paper> = {
  receipt: receiptPaper,
  letter: letterOf,
  certificate: certificateOf,
}
