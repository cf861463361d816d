import type { FastifyReply } from 'fastify'
import { type Form, sentBy, valueIn } from '#web'
import { dayIn } from './fields.ts'
import { ofOne, type OwnVisit, sentenceOf } from './own.ts'
import { sendOverview } from './overview-page.ts'
import { at, CONSULTATIONS } from './words.ts'

type Result = Awaited<ReturnType<OwnVisit['platform']['consultations']['open']>>

const reasonIn = (form: Form, act: string) => ({
  reason: { fr: valueIn(form, `${act}-reason`), en: valueIn(form, `${act}-reasonEn`) },
})

/** What the buttons of the overview do; each answers under the name by which the page says it. */
const ACTS: Record<string, { done: string; perform: (visit: OwnVisit, form: Form) => Promise<Result> }> = {
  publier: {
    done: 'publiee',
    perform: ({ platform, agent, consultation }) => platform.consultations.open(agent, consultation.id),
  },
  prolonger: {
    done: 'prolongee',
    perform: ({ platform, agent, consultation }, form) =>
      platform.consultations.extend(agent, consultation.id, {
        closesOn: dayIn(form, 'closesOn'),
        ...reasonIn(form, 'prolonger'),
      }),
  },
  terminer: {
    done: 'terminee',
    perform: ({ platform, agent, consultation }, form) =>
      platform.consultations.close(agent, consultation.id, reasonIn(form, 'terminer')),
  },
  annuler: {
    done: 'annulee',
    perform: ({ platform, agent, consultation }, form) =>
      platform.consultations.cancel(agent, consultation.id, reasonIn(form, 'annuler')),
  },
}

/** Which act a form is about when Enter was pressed in one of its fields. */
const actIn = (form: Form): string => {
  const said = valueIn(form, '_do')
  return said !== '' ? said : (Object.keys(ACTS).find((act) => form.has(`${act}-reason`)) ?? 'publier')
}

export const act = ofOne(async (visit): Promise<FastifyReply> => {
  const { platform, agent, consultation, request, reply } = visit
  const { form } = await sentBy(request)
  const act = actIn(form)
  if (act === 'supprimer') {
    const dropped = await platform.consultations.dropDraftOf(agent, consultation.id)
    return dropped.ok
      ? reply.redirect(`${CONSULTATIONS}?fait=supprimee`, 303)
      : sendOverview(visit, dropped.refusal, { form, faults: {} })
  }
  const chosen = Object.hasOwn(ACTS, act) ? ACTS[act]! : ACTS['publier']!
  const done = await chosen.perform(visit, form)
  if (done.ok) {
    await platform.settled()
    return reply.redirect(`${at(consultation.id)}?fait=${chosen.done}`, 303)
  }
  const field = FIELD_OF[done.refusal]
  const faults = field ? { [field === 'reason' ? `${act}-reason` : field]: sentenceOf(done.refusal) } : {}
  return sendOverview(visit, done.refusal, { form: new Map([...form, ['_do', [act]]]), faults })
})

const FIELD_OF: Partial<Record<string, 'reason' | 'closesOn'>> = {
  'reason-missing': 'reason',
  'not-later': 'closesOn',
}
