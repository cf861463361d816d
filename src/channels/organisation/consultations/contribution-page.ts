import type { FastifyReply } from 'fastify'
import { type Consultation, MOST_VERDICT, type Posting, REGIONS, withdrawnBy } from '#consultations'
import { html, type Html } from '#html'
import { formatDay, formatFileSize } from '#kernel'
import { button, buttons, errorSummary, inset, linkButton, postForm, section, timeline } from '#look'
import { readEvidence } from '#documents'
import { sendFile, sentBy, valueIn } from '#web'
import { sendOrganisationNotFound } from '../frame.ts'
import { oneOf, paragraph, select, type Typed } from './fields.ts'
import { langOf } from './moderation-page.ts'
import { ofOne, type OwnVisit, refusedNotice, sendOwn, sentenceOf } from './own.ts'
import { at, words } from './words.ts'

const w = words.contribution

const NOTHING: Typed = { form: new Map(), faults: {} }

/** One text as a moderator reads it: its words whatever its state, why it was reported, what was decided. */
export const contributionPage = ofOne((visit) => send(visit, NOTHING, null))

const send = async (
  visit: OwnVisit,
  typed: Typed,
  refusal: Parameters<typeof refusedNotice>[0],
): Promise<FastifyReply> => {
  const { platform, agent, consultation, params } = visit
  const one = await platform.consultations.posting(agent, consultation.id, params['contribution'] ?? '')
  if (!one) return sendOrganisationNotFound(visit, 'consultations')
  const reports = await platform.consultations.reports(agent, consultation.id, one.id)
  return sendOwn(visit, {
    page: 'contributions',
    title: one.parent === null ? w.title : w.comment,
    faults: typed.faults,
    status: refusal ? 422 : undefined,
    crumbs: [{ label: words.moderation.title, href: at(consultation.id, 'contributions') }],
    body: html`${errorSummary({ language: 'fr', faults: typed.faults })} ${refusedNotice(refusal)}
      ${written(consultation, one)}
      ${section({ title: w.reports, body: reported(reports) })}
      ${section({ title: w.history, body: history(visit, one) })} ${visit.may && deciding(visit, one, typed)}
      ${linkButton({ label: w.back, href: at(consultation.id, 'contributions'), weight: 'quiet' })}`,
  })
}

const written = (consultation: Consultation, one: Posting): Html => {
  const theme = consultation.themes.find(({ id }) => id === one.theme)?.title.fr ?? ''
  const facts = [
    words.channels[one.channel],
    theme,
    REGIONS.get(one.region)?.fr ?? w.noRegion,
    one.name ?? w.anonymous,
    formatDay(one.day, 'fr'),
    ...(one.people > 1 ? [w.people(one.people)] : []),
  ]
  return html`${
    one.parent !== null &&
    html`<p><a href="${at(consultation.id, 'contributions', one.parent)}">${w.about}</a></p>`
  }
  <div class="measure"${langOf(one)}>${one.title && html`<h2 class="verbatim">${one.title}</h2>`}
    ${one.text.split(/\n{2,}/).map((part) => html`<p class="said">${part}</p>`)}</div>
  <p class="source">${facts.filter(Boolean).join(' · ')}</p>
  ${one.parent === null && html`<p>${w.supports(one.supports)} · ${w.comments(one.comments)}</p>`}
  ${
    one.attachments.length > 0 &&
    html`<p>${w.files}</p>
      <ul>
        ${one.attachments.map(({ digest, name, size }) => html`<li><a href="${at(consultation.id, 'contributions', one.id)}/fichiers/${digest}">${name}</a> (${formatFileSize(size, 'fr')})</li>`)}
      </ul>`
  }`
}

const reported = (reports: readonly { rule: string; words: string; day: string }[]): Html =>
  reports.length === 0
    ? html`<p>${w.noReport}</p>`
    : html`<ul>
        ${reports.map(({ rule, words: said, day }) => html`<li>${w.report(rule, formatDay(day, 'fr'))}${said && html`<br><span class="verbatim">${said}</span>`}</li>`)}
      </ul>`

const history = ({ platform }: OwnVisit, { organisation, history: incidents }: Posting): Html => {
  const agents = platform.organisations.organisations.get(organisation)?.agents ?? []
  const nameOf = (actor: string) => agents.find(({ id }) => actor === `agent:${id}`)?.name ?? actor
  if (incidents.length === 0) return html`<p>${w.noHistory}</p>`
  const moments = incidents.map((one) => ({
    title:
      one.is === 'hidden'
        ? w.incidents.hidden(one.rule)
        : one.is === 'judged'
          ? w.incidents.judged[one.verdict]
          : w.incidents[one.is],
    when: { text: formatDay(one.on, 'fr'), machine: one.on },
    body: one.is === 'appealed' ? one.text : one.is === 'judged' ? one.reason : undefined,
    ...('by' in one && { by: nameOf(one.by) }),
  }))
  return timeline({ moments, dense: true })
}

/** An appeal is judged by another person; otherwise it is withdrawn for a rule, or put back. */
const deciding = ({ consultation, agent }: OwnVisit, one: Posting, typed: Typed): Html => {
  const action = at(consultation.id, 'contributions', one.id)
  const form = (body: Html) => html`<div class="measure">${postForm({ language: 'fr', action, body })}</div>`
  if (one.appealed) {
    if (withdrawnBy(one) === agent.id) return inset(html`<p>${w.notYou}</p>`)
    return section({
      title: w.judge,
      body: html`<p>${w.judgeWhy}</p>
        ${form(
          html`${oneOf('verdict', typed, { label: w.verdict, options: w.verdicts })}
          ${paragraph('reason', typed, { label: w.reason, most: MOST_VERDICT })}
          ${buttons(button({ label: w.send, act: 'juger' }))}`,
        )}`,
    })
  }
  if (one.state === 'hidden')
    return form(buttons(button({ label: words.moderation.restore, act: 'remettre', weight: 'secondary' })))
  const rules = consultation.rules.map(({ id, text }) => ({ value: id, label: `${id}. ${text.fr}` }))
  return section({
    title: w.hide,
    body: form(
      html`${select('rule', typed, { label: words.moderation.rule, none: words.moderation.chooseRule, options: rules })}
      ${buttons(button({ label: w.hide, act: 'retirer', weight: 'danger' }))}`,
    ),
  })
}

/** Judges, withdraws or puts back, as the button says. */
export const decide = ofOne(async (visit) => {
  const { platform, agent, consultation, params, request, reply } = visit
  const { form } = await sentBy(request)
  const contribution = params['contribution'] ?? ''
  const { id } = consultation
  const here = at(id, 'contributions', contribution)
  const act = valueIn(form, '_do') || (form.has('verdict') || form.has('reason') ? 'juger' : 'retirer')
  if (act === 'juger') {
    const verdict = valueIn(form, 'verdict') as 'restored' | 'upheld'
    if (verdict !== 'restored' && verdict !== 'upheld')
      return send(visit, { form, faults: { verdict: words.faults.missing } }, null)
    const done = await platform.consultations.judge(agent, id, contribution, {
      verdict,
      reason: valueIn(form, 'reason'),
    })
    if (done.ok) return reply.redirect(`${here}?fait=juge`, 303)
    return done.refusal === 'reason-missing'
      ? send(visit, { form, faults: { reason: sentenceOf(done.refusal) } }, null)
      : send(visit, { form, faults: {} }, done.refusal)
  }
  const what =
    act === 'remettre' ? ({ is: 'restore' } as const) : ({ is: 'hide', rule: valueIn(form, 'rule') } as const)
  const done = await platform.consultations.moderate(agent, id, [contribution], what)
  if (done.ok) return reply.redirect(`${here}?fait=${act === 'remettre' ? 'remis' : 'retire'}`, 303)
  return done.refusal === 'rule-unknown'
    ? send(visit, { form, faults: { rule: sentenceOf(done.refusal) } }, null)
    : send(visit, { form, faults: {} }, done.refusal)
})

/** A file of a contribution, always to be kept and never shown by us. */
export const sendAttachment = ofOne(async (visit) => {
  const { platform, agent, consultation, params, reply } = visit
  const one = await platform.consultations.posting(agent, consultation.id, params['contribution'] ?? '')
  const file = one?.attachments.find(({ digest }) => digest === params['digest'])
  const content = file && (await readEvidence(platform.db, file.digest))
  if (!content) return sendOrganisationNotFound(visit, 'consultations')
  return sendFile(reply, 'attachment', file.name, content)
})
