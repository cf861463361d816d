import type { Moderating } from '#consultations'
import { isId } from '#kernel'
import { type Form, sentBy, valueIn } from '#web'
import { addressOf, askedIn, PAGE_SIZE, sendQueue } from './moderation-page.ts'
import { ofOne, sentenceOf } from './own.ts'
import { words } from './words.ts'

/** What can be done to the texts that were ticked; each answers under the name by which the page says it. */
const ACTS: Record<string, { done: string; what: (form: Form) => Moderating }> = {
  garder: { done: 'garde', what: () => ({ is: 'keep' }) },
  encore: { done: 'encore', what: () => ({ is: 'again' }) },
  remettre: { done: 'remis', what: () => ({ is: 'restore' }) },
  retirer: { done: 'retire', what: (form) => ({ is: 'hide', rule: valueIn(form, 'regle') }) },
  ranger: { done: 'range', what: (form) => ({ is: 'group', theme: valueIn(form, 'sous') }) },
}

/** Does something to what was ticked, and comes back to the same list. */
export const moderateSeveral = ofOne(async (visit) => {
  const { platform, agent, consultation, request, reply } = visit
  const { form } = await sentBy(request)
  const query = new URLSearchParams(
    [...form].flatMap(([name, [value]]) => (value === undefined ? [] : [[name, value]])),
  )
  const asked = askedIn(visit, query)
  const chosen = [...new Set((form.get('texte') ?? []).filter(isId))].slice(0, PAGE_SIZE)
  if (!visit.may) return sendQueue(visit, asked, words.refusals['consulter-needed'])
  if (chosen.length === 0) return sendQueue(visit, asked, words.moderation.chooseSome)
  // Enter does what harms nothing.
  const wanted = valueIn(form, '_do')
  const act = Object.hasOwn(ACTS, wanted) ? ACTS[wanted]! : ACTS['garder']!
  const done = await platform.consultations.moderate(agent, consultation.id, chosen, act.what(form))
  if (!done.ok) return sendQueue(visit, asked, sentenceOf(done.refusal), chosen)
  await platform.settled()
  const address = addressOf(consultation.id, { ...asked, page: 1 }, { fait: act.done })
  const undo = done.value.done.map((id) => `&texte=${id}`).join('')
  return reply.redirect(`${address}${undo}`, 303)
})
