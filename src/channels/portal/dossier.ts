import { type Dossier, faultsOf, isOpen, lastDecision } from '#dossiers'
import { isAgent } from '#access'
import { html, type Html } from '#html'
import { formatDay, formatInstant, type Language } from '#kernel'
import { buttons, details, linkButton, type Moment, notice, section, tag, timeline } from '#look'
import type { Platform } from '#web'
import { paperLink, paragraphs } from './decision.ts'
import { offer } from './opinions/offer.ts'
import { papersOf } from './papers.ts'
import { to } from './paths.ts'
import { openReference, type Opened } from './reference.ts'
import { keepAddress, kicker, pageAfter, stepPath, wayOf } from './request.ts'
import { wordsOf } from './said.ts'
import { statusOf } from './status.ts'
import { answersSections } from './summary.ts'
import { redirect, show, type Visit } from './visit.ts'
import { words } from './words.ts'

/** Where a request stands: what is awaited from the person first, then what happened, what was filed and who looked. */
export const dossier = async (visit: Visit) => {
  const opened = await openReference(visit)
  if (!opened) return visit.reply
  return opened.dossier.status === 'draft' ? draft(visit, opened) : followed(visit, opened)
}

/** A draft nobody touched yet goes straight on; another one says where it stands and how to go on. */
const draft = async (visit: Visit, { dossier, ref }: Opened) => {
  const { language } = visit
  const way = wayOf(dossier)
  const first = way.hasKnown
    ? to('known', language, { ref })
    : stepPath(ref, pageAfter(dossier, way, null), language)
  if (Object.keys(dossier.answers).length === 0) return redirect(visit, first)
  const w = words[language].draft
  const incomplete = new Set(faultsOf(way.remainder).map(({ path }) => path.split('.')[0]))
  const open = way.pages.find(({ asked }) => asked.some(({ need }) => incomplete.has(need.id)))
  const saved = formatInstant(new Date(dossier.updatedAt), language)
  return show(visit, {
    title: `${w.title} - ${wordsOf(dossier, language).name}`,
    current: 'dossiers',
    body: html`<div>${kicker(dossier, language)}<h1>${w.title}</h1></div>
      <p>${w.saved(saved)}</p>
      ${keepAddress(ref, language)}
      ${buttons(
        linkButton({ label: w.resume, href: stepPath(ref, open?.id ?? null, language) }),
        linkButton({ label: w.fromStart, href: first, weight: 'secondary' }),
        linkButton({ label: w.drop, href: to('withdraw', language, { ref }), weight: 'quiet' }),
      )}`,
  })
}

const followed = async (visit: Visit, opened: Opened) => {
  const { platform, language, query } = visit
  const { dossier, ref } = opened
  const w = words[language].dossier
  const history = await platform.dossiers.history(dossier.id)
  return show(visit, {
    title: `${dossier.number} - ${wordsOf(dossier, language).name}`,
    current: 'dossiers',
    body: html`<div>${kicker(dossier, language)}<h1>${w.title} <span class="numeric">${dossier.number}</span></h1></div>
      ${query['deja'] === '1' && notice({ language, tone: 'information', title: w.already, body: w.alreadyText, live: true })}
      <p>${tag(statusOf(dossier, language))}</p>
      ${awaited(opened, language)} ${outcome(opened, language)} ${underWay(dossier, language)}
      ${dossier.status === 'withdrawn' && html`<p class="lead">${dossier.filing ? w.withdrawn : w.dropped}</p>`}
      ${await offer(platform, dossier, ref, language)} ${keepAddress(ref, language)}
      ${section({ title: w.history, body: timeline({ moments: moments(history, dossier, language) }) })}
      ${exchanges(dossier, language)}
      ${details({ summary: w.filed, body: answersSections(platform, opened, language, { changeable: false }) })}
      ${details({ summary: w.readings, body: readings(platform, history, language) })}
      ${buttons(
        linkButton({ label: w.receipt, href: to('receipt', language, { ref }), weight: 'secondary' }),
        ...(isOpen(dossier)
          ? [linkButton({ label: w.withdraw, href: to('withdraw', language, { ref }), weight: 'quiet' })]
          : []),
      )}`,
  })
}

/** What the person has to do, before anything else on the page. */
const awaited = ({ dossier, ref }: Opened, language: Language): Html => {
  if (!dossier.awaited) return html``
  const w = words[language].dossier
  const until = formatDay(dossier.awaited.until, language)
  return dossier.awaited.for === 'completion'
    ? notice({
        language,
        tone: 'warning',
        title: w.completionTitle,
        body: w.completionText(until),
        action: linkButton({ label: w.completionAct, href: to('complete', language, { ref }) }),
      })
    : notice({
        language,
        tone: 'warning',
        title: w.observationsTitle,
        body: w.observationsText(until),
        action: linkButton({ label: w.observationsAct, href: to('observe', language, { ref }) }),
      })
}

const outcome = ({ dossier, ref }: Opened, language: Language): Html => {
  const decision = lastDecision(dossier)
  if (!decision) return html``
  const said = wordsOf(dossier, language).decisions[decision.decision]
  const hasCertificate = papersOf(dossier).includes('certificate')
  return notice({
    language,
    tone: decision.favourable ? 'success' : 'information',
    title: said?.title ?? '',
    body: said?.text ?? '',
    action: buttons(
      ...(hasCertificate ? [paperLink(ref, 'certificate', language)] : []),
      linkButton({
        label: words[language].dossier.readDecision,
        href: to('decision', language, { ref }),
        weight: hasCertificate ? 'secondary' : 'primary',
      }),
    ),
  })
}

const underWay = (dossier: Dossier, language: Language): Html => {
  if (dossier.status !== 'in-progress' || dossier.stage === null) return html``
  const sentence = wordsOf(dossier, language).stages[dossier.stage] ?? ''
  const due = dossier.dueOn && words[language].dossier.due(formatDay(dossier.dueOn, language))
  return html`<p class="lead">${sentence}</p>${due && html`<p>${due}</p>`}`
}

/** What the organisation wrote and what the person answered, in order: it can be read again after the decision. */
const exchanges = ({ messages, observations }: Dossier, language: Language): Html => {
  const w = words[language].dossier
  const all = [
    ...messages.map(({ about, text, at }) => ({ at, text, title: w.wrote[about] })),
    ...observations.map(({ text, at }) => ({ at, text, title: w.youWrote })),
  ].toSorted((one, other) => one.at.localeCompare(other.at))
  if (all.length === 0) return html``
  const moments = all.map(({ at, text, title }) => ({
    title,
    when: { text: formatInstant(new Date(at), language), machine: at },
    body: paragraphs(text),
  }))
  return details({ summary: w.exchanges, body: timeline({ moments, dense: true }) })
}

type History = Awaited<ReturnType<Platform['dossiers']['history']>>

/** What happened, in the person’s words; events that only concern the office are left out. */
const moments = (history: History, dossier: Dossier, language: Language): Moment[] => {
  const { events } = words[language]
  return history.flatMap(({ kind, at, body }): Moment[] => {
    const title = (events as Record<string, string>)[kind]
    if (!title || (kind === 'dossier.assigned' && body['agent'] === null)) return []
    const decided =
      kind === 'dossier.decided'
        ? wordsOf(dossier, language).decisions[String(body['decision'])]?.title
        : undefined
    return [
      { title: decided ?? title, when: { text: formatInstant(at, language), machine: at.toISOString() } },
    ]
  })
}

/** Who looked at the person’s data, and why: registries that were asked, agents who read. */
const readings = ({ organisations, access }: Platform, history: History, language: Language): Html => {
  const w = words[language].dossier
  const seen = history.filter(({ kind }) => kind === 'dossier.read' || kind === 'fact.consulted')
  if (seen.length === 0) return html`<p>${w.noReadings}</p>`
  const agents = new Map(
    access
      .agents()
      .filter(isAgent)
      .map((agent) => [agent.id, agent]),
  )
  return timeline({
    dense: true,
    moments: seen.map(({ kind, actor, at, body }) => {
      const agent = agents.get(actor)
      const organisation = agent && organisations.organisations.get(agent.organisation)?.name[language]
      const registry = organisations.registries.get(String(body['registry']))?.name[language]
      return {
        title: kind === 'dossier.read' ? w.read(organisation ?? w.organisation) : w.consulted(registry ?? ''),
        when: { text: formatInstant(at, language), machine: at.toISOString() },
        body: kind === 'dossier.read' ? w.purpose(purposeOf(String(body['purpose']), language)) : undefined,
      }
    }),
  })
}

const purposeOf = (purpose: string, language: Language): string =>
  (words[language].purposes as Record<string, string>)[purpose] ?? purpose
