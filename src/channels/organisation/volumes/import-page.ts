import type { FastifyReply } from 'fastify'
import { useWith } from '#barometer'
import type { Visit } from '#desk'
import { html, none, type Html } from '#html'
import { dayOf, formatInstant, formatNumber } from '#kernel'
import { button, buttons, linkButton, notice, postForm, section, summaryList } from '#look'
import { addToMonth, type Import } from '#volumes'
import { sendOrganisation, sendOrganisationNotFound } from '../frame.ts'
import { faultsSection } from './faults-section.ts'
import { changesTable, effectSection, knownChoice } from './preview-section.ts'
import { agentName, statusTag } from './shown.ts'
import { importPage, NEW, REFUSALS, VOLUMES, words } from './words.ts'

/** One import, wherever it stands: on its way, to be mended, to be confirmed, applied, undone. */
export const importShown = async (visit: Visit): Promise<FastifyReply> => {
  const { platform, agent, params } = visit
  const one = await platform.volumes.find(agent.organisation, params['id']!)
  return one ? sendImport(visit, { one }) : sendOrganisationNotFound(visit, 'volumes')
}

type Shown = { one: Import; refusal?: keyof typeof REFUSALS; details?: Record<string, unknown> }

/** How often the page of an import that is under way asks for itself again, with or without JavaScript. */
const REFRESH_S = 2

export const sendImport = async (
  visit: Visit,
  { one, refusal, details = {} }: Shown,
): Promise<FastifyReply> => {
  const { query, reply } = visit
  const isUnderWay = ['received', 'confirmed', 'undoing'].includes(one.status)
  const isFollowed = query.get('suivi') !== 'non'
  if (isUnderWay && isFollowed && !refusal) reply.header('refresh', `${REFRESH_S};url=${importPage(one.id)}`)
  const done = words.done[query.get('fait') ?? '']?.[one.status]
  return sendOrganisation(visit, {
    title: one.said.file,
    current: 'volumes',
    status: refusal ? 422 : 200,
    error: refusal !== undefined,
    breadcrumbs: [{ label: words.title, href: VOLUMES }, { label: one.said.file }],
    body: html`<h1>${one.said.file}</h1>
      ${
        refusal
          ? notice({
              language: 'fr',
              tone: 'problem',
              title: words.refused,
              body: REFUSALS[refusal](details),
              live: true,
            })
          : done
            ? notice({ language: 'fr', tone: 'success', body: done, live: true })
            : none
      }
      <p>${statusTag(one.status)}</p>
      ${await standing(visit, one)} ${about(visit, one)}
      ${buttons(linkButton({ label: words.back, href: VOLUMES, weight: 'quiet' }))}`,
  })
}

const standing = async (visit: Visit, one: Import): Promise<Html> => {
  switch (one.status) {
    case 'received':
    case 'confirmed':
    case 'undoing':
      return progress(one, visit.query.get('suivi') !== 'non')
    case 'faulty':
      return html`${await faultsSection(visit, one)}${dropForm(visit, one)}`
    case 'checked':
      return toConfirm(visit, one)
    case 'applied':
      return applied(visit, one)
    default:
      return none
  }
}

const PROGRESS = { received: 'checking', confirmed: 'applying', undoing: 'undoing' } as const

/** It follows by itself, unless somebody would rather ask (WCAG 2.2.2). */
const progress = ({ id, status, done, todo }: Import, isFollowed: boolean): Html => {
  const w = words.progress
  const most = Math.max(todo, done, 1)
  const label = w[PROGRESS[status as keyof typeof PROGRESS]]
  return section({
    title: label,
    body: html`<div class="measure flow">
      <p role="status">
        <progress aria-label="${label}" max="${most}" value="${done}"></progress> ${w.of(done, most)}
      </p>
      <p>${isFollowed ? w.text : w.stopped}</p>
      <p>
        <a href="${importPage(id)}">${w.reload}</a>${
          isFollowed && html` · <a href="${`${importPage(id)}?suivi=non`}">${w.stop}</a>`
        }
      </p>
    </div>`,
  })
}

/** What would change, with the choice that was made or the other one. */
const toConfirm = async (visit: Visit, one: Import): Promise<Html> => {
  const { platform, agent, query } = visit
  const typed = query.get('known')
  const known = typed === 'add' || typed === 'replace' ? typed : one.said.known
  const w = words.preview
  const since = addToMonth(dayOf(platform.clock()).slice(0, 7), -12)
  const [preview, differences] = await Promise.all([
    platform.volumes.preview(one, known),
    platform.volumes.differences(one, known, since),
  ])
  const effect = await useWith(
    platform.db,
    platform.clock,
    agent.organisation,
    differences.map((each) => ({ ...each, provenance: one.said.provenance })),
  )
  const { blank, repeatedRows } = one.said
  return html`${section({
    title: w.title,
    body: html`${blank > 0 && html`<p>${w.blank(blank)}</p>`}${repeatedRows > 0 && html`<p>${w.repeated(repeatedRows)}</p>`}
      ${changesTable(visit, preview, w.title)}`,
  })}
  ${effectSection(visit, effect)}
  ${
    platform.volumes.mayImport(agent)
      ? html`${preview.some((each) => each.known > 0) && knownChoice(one, known)}
        ${postForm({
          language: 'fr',
          action: `${importPage(one.id)}/confirmer`,
          hidden: { known },
          body: buttons(button({ label: w.confirm })),
        })}${dropForm(visit, one)}`
      : none
  }`
}

const dropForm = ({ platform, agent }: Visit, { id, status }: Import): Html =>
  platform.volumes.mayImport(agent)
    ? html`<form method="post" data-once action="${`${importPage(id)}/abandonner`}">
        ${buttons(
          button({ label: words.preview.drop, weight: 'quiet' }),
          ...(status === 'checked'
            ? [linkButton({ label: words.preview.another, href: NEW, weight: 'quiet' })]
            : []),
        )}
      </form>`
    : none

const applied = async (visit: Visit, one: Import): Promise<Html> => {
  const w = words.applied
  const changed = await visit.platform.volumes.changed(one)
  return html`${section({
    title: w.title,
    body: changed.length > 0 ? changesTable(visit, changed, w.title) : html`<p>${w.nothing}</p>`,
  })}
  ${
    visit.platform.volumes.mayImport(visit.agent) && changed.length > 0
      ? html`<form method="post" data-once action="${`${importPage(one.id)}/annuler`}" class="measure flow">
          <p>${w.undoWhy}</p>
          ${buttons(button({ label: w.undo, weight: 'danger' }))}
        </form>`
      : none
  }`
}

const about = (visit: Visit, { id, digest, sentAt, status, said }: Import): Html => {
  const w = words.about
  const optional = (label: string, at: string | null) =>
    at ? [{ label, value: formatInstant(new Date(at), 'fr') }] : []
  return section({
    title: w.file,
    body: html`${summaryList({
      language: 'fr',
      dense: true,
      rows: [
        { label: w.sent, value: formatInstant(sentAt, 'fr') },
        { label: w.by, value: agentName(visit, said.by) },
        { label: w.rows, value: formatNumber(said.rows, 'fr') },
        { label: w.provenance, value: w.provenances[said.provenance] },
        ...(said.evidence
          ? [
              {
                label: w.evidence,
                value: html`<a href="${`${importPage(id)}/documents/${said.evidence.digest}`}">${said.evidence.name}</a>`,
              },
            ]
          : []),
        ...optional(w.appliedAt, said.appliedAt),
        ...optional(w.undoneAt, said.undoneAt),
        { label: w.digest, value: html`<span class="technical">${digest}</span>` },
      ],
    })}
    ${status !== 'dropped' && html`<p><a href="${`${importPage(id)}/lignes.csv`}">${w.original}</a></p>`}`,
  })
}
