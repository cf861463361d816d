import type { FastifyReply } from 'fastify'
import { feeOf } from '#catalogue'
import {
  agentStage,
  applicantOf,
  type Dossier,
  dueOnAtLatest,
  lastDecision,
  type Remainder,
  remainderOf,
} from '#dossiers'
import { html, type Html } from '#html'
import { dayOf, formatDay, formatMoney } from '#kernel'
import { beside, errorSummary, type Faults, figure, figures, type Form, notice, tag, time } from '#look'
import { type DeskAct, ACTS, actOf } from './acts.ts'
import { actForm, actsPanel } from './acts-panel.ts'
import { evidenceOf, evidenceSection } from './evidence.ts'
import { alerts, computationSection, decisionSection, exchangeSection, filedDay } from './exchanges.ts'
import { filedSection } from './filed.ts'
import { sendDesk, sendNotFound } from './frame.ts'
import { followUp } from './follow-up.ts'
import { applicantName, type DeskNames, namesFor } from './names.ts'
import { type History, openDossier } from './opening.ts'
import { sendPurposePage } from './purpose-page.ts'
import { dueOf, longDay, statusOf, untilWords } from './standing.ts'
import { hereOf, type Visit } from './visit.ts'
import { words } from './words.ts'
import { listAsSeen, readWanted, screenFrom } from './worklist-query.ts'

/** An act that was refused: what was typed is kept, and what stands in the way is said. */
export type Refusal = { act: DeskAct; form: Form; faults: Faults }

/** A dossier on one screen. Opening it is a reading, with a purpose; without one, the purpose is asked first. */
export const dossierPage = async (visit: Visit): Promise<FastifyReply> => sendScreen(visit)

export const sendScreen = async (visit: Visit, refusal?: Refusal): Promise<FastifyReply> => {
  const opened = await openDossier(visit)
  if (opened.is === 'not-found') return sendNotFound(visit)
  if (opened.is === 'purpose-needed') return sendPurposePage(visit, opened)
  const { dossier, history } = opened
  const name = applicantName(visit.platform, applicantOf(dossier)) ?? words.withoutAccount
  return sendDesk(visit, {
    status: refusal ? 422 : 200,
    error: refusal !== undefined,
    title: `${name}, ${dossier.number}`,
    breadcrumbs: [{ label: words.dossiers, href: listOf(visit) }, { label: dossier.number }],
    body: wholeScreen(visit, { dossier, history, name, refusal }),
  })
}

/** The list that the dossier was opened from. */
const listOf = ({ query }: Visit): string => listAsSeen(readWanted(query))

type Shown = { dossier: Dossier; history: History; name: string; refusal: Refusal | undefined }

const wholeScreen = (visit: Visit, { dossier, history, name, refusal }: Shown): Html => {
  const { platform, agent, query } = visit
  const names = namesFor(platform, agent)
  const remainder = remainderOf(dossier.pinned, dossier)
  const today = dayOf(platform.clock())
  const act = refusal?.act ?? actOf(query.get('acte'))
  const agents = platform.access.agents().filter(({ organisation }) => organisation === agent.organisation)
  const screen = screenFrom(readWanted(query))
  const view = {
    dossier,
    screen,
    remainder,
    agents,
    form: refusal?.form ?? new Map(),
    faults: refusal?.faults ?? {},
    template: query.get('modele'),
  }
  const filed = {
    platform,
    dossier,
    screen,
    remainder,
    revealed: query.get('montrer'),
    mayReveal: dossier.assignee === agent.id,
  }
  const main = html`${confirmation(visit, history)} ${alerts(dossier, remainder, today)}
  ${glance(dossier, remainder, { names, today })} ${act && actForm(act, view, hereOf(visit), names)}
  ${decisionSection(dossier, names)} ${exchangeSection(dossier, names)} ${filedSection(filed)}
  ${evidenceSection(dossier, evidenceOf(remainder))} ${computationSection(dossier)}`
  const aside = html`${actsPanel(ACTS, { dossier, screen, open: act }, hereOf(visit), names)}
  ${followUp(visit, { dossier, history, names, applicant: name })}`
  return html`${refusal && errorSummary({ language: 'fr', faults: refusal.faults })}${head(dossier, name, today)}
  ${beside({ main, aside, asideLabel: 'Actes et suivi' })}`
}

const standsOf = (dossier: Dossier) => ({
  status: dossier.status,
  awaited: dossier.awaited?.for ?? null,
  awaitedUntil: dossier.awaited?.until ?? null,
  role: agentStage(dossier)?.role ?? null,
  assignee: dossier.assignee,
  dueOn: dueOnAtLatest(dossier),
})

const head = (dossier: Dossier, name: string, today: string): Html =>
  html`<div>
    <p class="kicker">
      ${dossier.pinned.definition.words.fr.name} (version ${dossier.version}) ·
      <span class="number">${dossier.number}</span>
    </p>
    <div class="toolbar">
      <h1>${name}</h1>
      <div class="marks">
        ${tag(statusOf(standsOf(dossier), today))}${dossier.review && tag({ status: 'notice', label: words.list.review })}
      </div>
    </div>
    <p class="to-acts"><a href="#actes">Aller aux actes possibles</a></p>
  </div>`

/** Said only when the last thing that happened is what the address says: an old link confirms nothing. */
const confirmation = (visit: Visit, history: History): Html => {
  const act = actOf(visit.query.get('fait'))
  const last = history.findLast(({ kind }) => kind !== 'dossier.read')
  return html`${
    act &&
    last?.kind === act.done.event &&
    notice({
      language: 'fr',
      tone: 'success',
      body: act.done.sentence,
      action: html`<p><a href="${listOf(visit)}">${words.backToList}</a></p>`,
      live: true,
    })
  }`
}

type Glance = { names: DeskNames; today: string }

/** The few facts that an agent looks for first. */
const glance = (dossier: Dossier, remainder: Remainder, { names, today }: Glance): Html => {
  const fee = dossier.pinned.fee ? feeOf(dossier.pinned, remainder.scope, filedDay(dossier)) : null
  return figures(
    delay(dossier, today),
    // What a robot decided, or what was withdrawn, is nobody's to take.
    ...(dossier.assignee === null && ['decided', 'withdrawn'].includes(dossier.status)
      ? []
      : [figure({ label: 'Attribué à', value: names.assignee(dossier.assignee) })]),
    figure({
      label: 'Déposé le',
      value: formatDay(filedDay(dossier), 'fr'),
      note: html`${CHANNELS[dossier.channel]}, ${dossier.language === 'fr' ? 'en français' : 'en anglais'}`,
    }),
    ...(fee ? [figure({ label: 'Droits', value: formatMoney(fee, 'fr') })] : []),
  )
}

const CHANNELS: Record<Dossier['channel'], string> = {
  portal: 'par le portail',
  counter: 'au comptoir',
  phone: 'au téléphone',
  paper: 'sur papier',
  partner: 'par un partenaire',
  desk: 'au bureau',
  robot: 'par un robot',
}

/** How the delay to answer stands; while the person is awaited it does not run, and since when is said. */
const delay = (dossier: Dossier, today: string): Html => {
  const { awaited } = dossier
  const { day, words: said, late } = dueOf(standsOf(dossier), today)
  if (awaited && awaited.until >= today)
    return figure({ label: 'Échéance', value: 'Suspendue', note: suspension(dossier, awaited, today) })
  const decision = lastDecision(dossier)
  if (dossier.status === 'decided' && decision)
    return figure({ label: 'Décidé le', value: formatDay(dayOf(new Date(decision.at)), 'fr') })
  if (day === null) return figure({ label: 'Échéance', value: '–', note: said })
  const note = late ? tag({ status: 'late', label: said, plain: true }) : said
  return figure({ label: 'Échéance', value: formatDay(day, 'fr'), note })
}

const suspension = (dossier: Dossier, awaited: NonNullable<Dossier['awaited']>, today: string): Html => {
  const after = dueOnAtLatest(dossier)
  return html`depuis le ${time(longDay(awaited.since))}. La personne a jusqu’au ${time(longDay(awaited.until))}
  (${untilWords(awaited.until, today)})${after && html` ; la vôtre reprend ensuite, jusqu’au ${time(longDay(after))} au plus tard`}.`
}
