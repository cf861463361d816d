import type { FastifyReply } from 'fastify'
import {
  type Consultation,
  CONSULTER,
  type ConsultationRefusal,
  type Standing,
  standingOn,
} from '#consultations'
import type { Handler, Visit } from '#desk'
import { html, type Html, none } from '#html'
import { dayOf } from '#kernel'
import { type Faults, inset, notice, type Status, tabs, tag } from '#look'
import { sendOrganisation, sendOrganisationNotFound } from '../frame.ts'
import { at, CONSULTATIONS, type Page, words } from './words.ts'

/** A visit to one consultation of the agent's organisation. */
export type OwnVisit = Visit & { consultation: Consultation; may: boolean; today: string }

export const mayConsult = ({ agent }: Visit): boolean => agent.roles.includes(CONSULTER)

/** Answers for the organisation's own consultations: another's is not found. */
export const ofOne =
  (handler: (visit: OwnVisit) => Promise<FastifyReply>): Handler =>
  async (visit) => {
    const { platform, agent, params } = visit
    const consultation = await platform.consultations.findOwn(agent, params['consultation'] ?? '')
    if (!consultation) return sendOrganisationNotFound(visit, 'consultations')
    return handler({ ...visit, consultation, may: mayConsult(visit), today: dayOf(platform.clock()) })
  }

/** Whoever may only read is told so where a form would have been. */
export const toWrite = (handler: (visit: OwnVisit) => Promise<FastifyReply>): Handler =>
  ofOne((visit) =>
    visit.may
      ? handler(visit)
      : sendOwn(visit, {
          page: '',
          title: visit.consultation.title.fr,
          status: 403,
          body: inset(html`<p>${words.readOnly}</p>`),
        }),
  )

type Shown = {
  page: Page | ''
  title: string
  body: Html
  faults?: Faults | undefined
  status?: number | undefined
  /** Under which page this one is. */
  crumbs?: readonly { label: string; href: string }[]
  charts?: boolean
}

/** A page of one consultation: its name, its tabs, what was just done or refused. */
export const sendOwn = (
  visit: OwnVisit,
  { page, title, body, faults = {}, status, crumbs = [], charts = false }: Shown,
): Promise<FastifyReply> => {
  const { consultation } = visit
  const name = consultation.title.fr
  const failed = status === undefined ? Object.keys(faults).length > 0 : status >= 400
  return sendOrganisation(visit, {
    title: `${name} : ${(title === name ? words.tabs.overview : title).toLowerCase()}`,
    current: 'consultations',
    charts,
    status: status ?? (failed ? 422 : 200),
    error: failed,
    breadcrumbs: [
      { label: words.title, href: CONSULTATIONS },
      ...(title === name ? [] : [{ label: name, href: at(consultation.id) }]),
      ...crumbs,
      { label: title },
    ],
    body: html`<div>${title !== name && html`<p class="kicker">${name}</p>`}<h1>${title}</h1></div>
      ${tabsOf(consultation, page)} ${said(visit)} ${body}`,
  })
}

const TABS: readonly (readonly [Page | '', string])[] = [
  ['', words.tabs.overview],
  ['contributions', words.tabs.contributions],
  ['saisie', words.tabs.keyIn],
  ['resultats', words.tabs.results],
  ['reponse', words.tabs.reply],
]
const UNDER_ANNOUNCEMENT: readonly string[] = [
  'annonce',
  'moyens',
  'questions',
  'themes',
  'regles',
  'documents',
  'apercu',
]

const tabsOf = ({ id }: Consultation, page: Page | ''): Html => {
  const current = UNDER_ANNOUNCEMENT.includes(page) ? '' : page
  return tabs({
    label: words.tabs.label,
    tabs: TABS.map(([to, label]) => ({ label, href: at(id, to), current: to === current })),
  })
}

/** What was just done, as the address says. */
export const said = ({ query }: Visit): Html => {
  const asked = query.get('fait') ?? ''
  return Object.hasOwn(words.done, asked)
    ? notice({ language: 'fr', tone: 'success', body: words.done[asked]!, live: true })
    : none
}

export const refusedNotice = (
  refusal: ConsultationRefusal | 'not-found' | 'evidence-not-stored' | null,
): Html =>
  refusal ? notice({ language: 'fr', tone: 'problem', body: sentenceOf(refusal), live: true }) : none

export const sentenceOf = (refusal: ConsultationRefusal | 'not-found' | 'evidence-not-stored'): string =>
  refusal in words.refusals ? words.refusals[refusal as ConsultationRefusal] : words.refusals['none-chosen']

/** What the domain found wrong, field by field, in the words of the page. */
export const faultsOf = (details: Record<string, unknown>, names: Record<string, string> = {}): Faults =>
  Object.fromEntries(
    Object.entries((details['faults'] ?? {}) as Record<string, keyof typeof words.faults>).map(
      ([field, fault]) => [names[field] ?? field, words.faults[fault] ?? words.faults.unknown],
    ),
  )

const STATUSES: Record<Standing | 'draft', Status> = {
  draft: 'draft',
  upcoming: 'new',
  open: 'progress',
  closed: 'waiting',
  answered: 'done',
  'reply-late': 'late',
  cancelled: 'stopped',
}

export const standingTag = (consultation: Consultation, today: string, plain = false): Html => {
  const standing = standingOn(consultation, today)
  return tag({ status: STATUSES[standing], label: words.standings[standing], plain })
}
