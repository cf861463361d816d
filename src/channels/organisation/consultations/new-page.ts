import type { FastifyReply } from 'fastify'
import type { Visit } from '#desk'
import { html } from '#html'
import { button, buttons, errorSummary, inset, linkButton, postForm } from '#look'
import { sentBy, valueIn } from '#web'
import { sendOrganisation } from '../frame.ts'
import { day, dayIn, line, type Typed } from './fields.ts'
import { faultsOf, mayConsult } from './own.ts'
import { at, CONSULTATIONS, NEW, words } from './words.ts'

const w = words.new

/** A title and two days: enough to begin. */
export const newPage = (visit: Visit): Promise<FastifyReply> => send(visit, { form: new Map(), faults: {} })

const send = (visit: Visit, typed: Typed): Promise<FastifyReply> => {
  const failed = Object.keys(typed.faults).length > 0
  const may = mayConsult(visit)
  return sendOrganisation(visit, {
    title: w.title,
    current: 'consultations',
    status: may ? (failed ? 422 : 200) : 403,
    error: failed,
    breadcrumbs: [{ label: words.title, href: CONSULTATIONS }, { label: w.title }],
    body: may
      ? html`<div class="measure flow">
          ${errorSummary({ language: 'fr', faults: typed.faults })}
          <h1>${w.title}</h1>
          <p class="lead">${w.lead}</p>
          ${postForm({
            language: 'fr',
            action: NEW,
            body: html`${line('title', typed, { label: w.name, why: w.nameWhy, most: 150 })}
              ${day('opensOn', typed, { label: w.opensOn, why: w.opensOnWhy })}
              ${day('closesOn', typed, { label: w.closesOn })}
              ${buttons(
                button({ label: w.save }),
                linkButton({ label: words.announce.cancel, href: CONSULTATIONS, weight: 'quiet' }),
              )}`,
          })}
        </div>`
      : html`<h1>${w.title}</h1>${inset(html`<p>${words.readOnly}</p>`)}`,
  })
}

export const create = async (visit: Visit): Promise<FastifyReply> => {
  const { platform, agent, request, reply } = visit
  const { form } = await sentBy(request)
  const said = {
    title: { fr: valueIn(form, 'title'), en: '' },
    opensOn: dayIn(form, 'opensOn'),
    closesOn: dayIn(form, 'closesOn'),
  }
  const done = await platform.consultations.register(agent, said)
  if (done.ok) return reply.redirect(`${at(done.value.id)}?fait=creee`, 303)
  if (done.refusal === 'consulter-needed') return send(visit, { form, faults: {} })
  const { replyDueOn: _follows, ...faults } = faultsOf(done.details)
  return send(visit, { form, faults })
}
