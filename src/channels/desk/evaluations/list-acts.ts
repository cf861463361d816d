import type { FastifyReply } from 'fastify'
import { type Form, sentBy, valueIn } from '#web'
import { type DesignerVisit, refusalSentence } from './for-designers.ts'
import { sendList } from './list-page.ts'
import { addressOf, type Asked, PAGE_SIZE, readAsked } from './wanted.ts'
import { IMPROVEMENTS, words } from './words.ts'

/** The list that a form was on, which its hidden fields carry. */
const askedIn = ({ workshop }: DesignerVisit, form: Form): Asked =>
  readAsked(
    workshop,
    new URLSearchParams([...form].flatMap(([name, [value]]) => (value === undefined ? [] : [[name, value]]))),
  )

type Done = { ok: true } | { ok: false; refusal: keyof typeof words.refusals }
type ListAct = (visit: DesignerVisit, service: string, chosen: string[], form: Form) => Promise<Done>

/** What can be done with the evaluations that were ticked; each answers under the name that the page says it by. */
const ACTS: Record<string, { done: string; perform: ListAct }> = {
  ranger: {
    done: 'range',
    perform: ({ workshop }, service, chosen, form) => {
      const name = valueIn(form, 'nouveau').trim()
      const id = valueIn(form, 'sous')
      return workshop.group(service, chosen, name === '' && id !== '' ? { id } : { name })
    },
  },
  sortir: { done: 'sorti', perform: ({ workshop }, service, chosen) => workshop.ungroup(service, chosen) },
  effacer: {
    done: 'efface',
    perform: ({ workshop }, service, chosen) => workshop.removeComments(service, chosen),
  },
  citer: {
    done: 'cite',
    perform: ({ workshop }, _service, chosen, form) =>
      workshop.cite(valueIn(form, 'amelioration'), chosen, []),
  },
}

/** Does something with the evaluations that were ticked, and comes back to the same list. */
export const actOnList = async (visit: DesignerVisit): Promise<FastifyReply> => {
  const { form } = await sentBy(visit.request)
  const asked = askedIn(visit, form)
  const chosen = [...new Set(form.get('avis'))].slice(0, PAGE_SIZE)
  if (chosen.length === 0) return sendList(visit, asked, words.refusals['none-chosen'])
  const wanted = valueIn(form, '_do')
  if (wanted === 'ouvrir') {
    const query = new URLSearchParams([['service', asked.service], ...chosen.map((id) => ['avis', id])])
    return visit.reply.redirect(`${IMPROVEMENTS}/nouvelle?${query}`, 303)
  }
  // Enter in a field is the first thing that the form offers.
  const act = Object.hasOwn(ACTS, wanted) ? ACTS[wanted]! : ACTS['ranger']!
  const done = await act.perform(visit, asked.service, chosen, form)
  if (!done.ok) return sendList(visit, asked, refusalSentence(done), chosen)
  return visit.reply.redirect(addressOf(asked, { page: asked.page, done: act.done }), 303)
}

/** Names a theme otherwise, or undoes it. */
export const actOnTheme = async (visit: DesignerVisit): Promise<FastifyReply> => {
  const { form } = await sentBy(visit.request)
  const asked = askedIn(visit, form)
  const drops = valueIn(form, '_do') === 'defaire'
  const done = drops
    ? await visit.workshop.dropTheme(asked.service, asked.theme)
    : await visit.workshop.renameTheme(asked.service, asked.theme, valueIn(form, 'nom'))
  if (!done.ok) return sendList(visit, asked, refusalSentence(done))
  const change = drops ? { theme: '', done: 'defait' } : { done: 'renomme' }
  return visit.reply.redirect(addressOf(asked, change), 303)
}
