import type { FastifyReply } from 'fastify'
import { html } from '#html'
import { linkButton } from '#look'
import { type Form, sentBy, valueIn } from '#web'
import { sendDesk } from '../frame.ts'
import { type DesignerVisit, refusalSentence } from './for-designers.ts'
import { newImprovement, sendImprovement, type Typed } from './improvement-page.ts'
import { PAGE_SIZE } from './wanted.ts'
import { EVALUATIONS, IMPROVEMENTS, words } from './words.ts'

const saidIn = (form: Form) => ({
  title: valueIn(form, 'title'),
  change: valueIn(form, 'change'),
  titleEn: valueIn(form, 'titleEn'),
  changeEn: valueIn(form, 'changeEn'),
})

type Refused = { refusal: keyof typeof words.refusals }

/** Which field a refusal is about; the others are about the whole. */
const AT: Partial<Record<Refused['refusal'], string>> = {
  'title-missing': 'title',
  'change-missing': 'change',
}

const typedIn = (form: Form, refused: Refused): Typed | null => {
  const at = AT[refused.refusal]
  return at ? { form, faults: { [at]: refusalSentence(refused) } } : null
}

const notFound = (visit: DesignerVisit): Promise<FastifyReply> =>
  sendDesk(visit, {
    status: 404,
    title: words.notFound.title,
    current: 'evaluations',
    body: html`<h1>${words.notFound.title}</h1>
      <p>${words.notFound.text}</p>
      ${linkButton({ label: words.improvement.listTitle, href: IMPROVEMENTS })}`,
  })

const done = (visit: DesignerVisit, id: string, what: string): FastifyReply =>
  visit.reply.redirect(`${IMPROVEMENTS}/${id}?fait=${what}`, 303)

/** The form of a new improvement, with what was chosen in the list. */
export const newPage = async (visit: DesignerVisit): Promise<FastifyReply> => {
  const service = visit.query.get('service') ?? ''
  if (!visit.workshop.services.includes(service)) return visit.reply.redirect(EVALUATIONS, 303)
  return newImprovement(visit, {
    service,
    cites: [...new Set(visit.query.getAll('avis'))].slice(0, PAGE_SIZE),
  })
}

export const openNew = async (visit: DesignerVisit): Promise<FastifyReply> => {
  const { form } = await sentBy(visit.request)
  const service = valueIn(form, 'service')
  const cites = [...new Set(form.get('avis'))].slice(0, PAGE_SIZE)
  const opened = await visit.workshop.open(service, saidIn(form), cites)
  if (opened.ok) return done(visit, opened.value.id, 'ouverte')
  const typed = typedIn(form, opened)
  return typed ? newImprovement(visit, { service, cites }, typed) : visit.reply.redirect(EVALUATIONS, 303)
}

export const improvementPage = async (visit: DesignerVisit): Promise<FastifyReply> => {
  const improvement = await visit.workshop.improvement(visit.params['id'] ?? '')
  return improvement ? sendImprovement(visit, improvement) : notFound(visit)
}

/** Edits, drops, takes up, stops citing or publishes, as the button says. */
export const actOnImprovement = async (visit: DesignerVisit): Promise<FastifyReply> => {
  const { workshop, params } = visit
  const { form } = await sentBy(visit.request)
  const improvement = await workshop.improvement(params['id'] ?? '')
  if (!improvement) return notFound(visit)
  const { id } = improvement
  const [act, about = ''] = valueIn(form, '_do').split(':')
  const acted = {
    abandonner: async () => ({ result: await workshop.drop(id), what: 'abandonnee' }),
    reprendre: async () => ({ result: await workshop.takeUp(id), what: 'reprise' }),
    retirer: async () => ({ result: await workshop.cite(id, [], [about]), what: 'retire' }),
    publier: async () => ({
      result: await workshop.publish(id, Number(valueIn(form, 'version')) || 0),
      what: 'publiee',
    }),
    enregistrer: async () => ({ result: await workshop.edit(id, saidIn(form)), what: 'enregistree' }),
  }
  // Enter in a field saves: it is what the form with fields is for. In the form of versions it publishes.
  const otherwise = form.has('version') ? 'publier' : 'enregistrer'
  const { result, what } = await acted[Object.hasOwn(acted, act!) ? (act as keyof typeof acted) : otherwise]()
  if (result.ok) {
    await visit.platform.settled()
    return done(visit, id, what)
  }
  const typed = typedIn(form, result) ?? undefined
  const refusal = typed ? undefined : refusalSentence(result)
  return sendImprovement(visit, (await workshop.improvement(id)) ?? improvement, { typed, refusal })
}
