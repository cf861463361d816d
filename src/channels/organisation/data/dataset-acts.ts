import type { FastifyReply } from 'fastify'
import { type Form, sentBy, valueIn } from '#web'
import { dayIn } from '../consultations/fields.ts'
import { sendDataset } from './dataset-page.ts'
import { type DatasetVisit, faultsOf, sentenceOf } from './for-data.ts'
import { datasetAt } from './words.ts'

/** Does what a button of the page asks. Enter, without a button, does nothing: the page is shown again. */
export const datasetActed = async (visit: DatasetVisit): Promise<FastifyReply> => {
  const { platform, agent, dataset, request, reply } = visit
  const { form } = await sentBy(request)
  const [name = '', of = ''] = valueIn(form, '_do').split(':')
  if (name === 'obstacle') return hindered(visit, form)
  const { opendata } = platform
  const acts: Record<string, { done: string; perform: () => ReturnType<typeof opendata.takeUp> }> = {
    verifier: { done: 'verifie', perform: () => opendata.checkNow(agent, dataset.id) },
    reprendre: { done: 'repris', perform: () => opendata.takeUp(agent, dataset.id) },
    lever: { done: 'leve', perform: () => opendata.clear(agent, dataset.id, of) },
  }
  const act = Object.hasOwn(acts, name) ? acts[name]! : null
  if (!act) return reply.redirect(datasetAt(dataset.id), 303)
  const done = await act.perform()
  if (done.ok) return reply.redirect(`${datasetAt(dataset.id)}?fait=${act.done}`, 303)
  const after = (await opendata.find(dataset.id)) ?? dataset
  return sendDataset(visit, after, { refusal: sentenceOf(done) })
}

const hindered = async (visit: DatasetVisit, form: Form): Promise<FastifyReply> => {
  const { platform, agent, dataset, reply } = visit
  const done = await platform.opendata.hinder(agent, dataset.id, {
    key: valueIn(form, 'key'),
    what: valueIn(form, 'what'),
    owner: valueIn(form, 'owner'),
    until: dayIn(form, 'until'),
  })
  if (done.ok) return reply.redirect(`${datasetAt(dataset.id)}?fait=obstacle#obstacles`, 303)
  const typed = new Map(form)
  if (done.refusal === 'key-malformed') typed.delete('key')
  return sendDataset(visit, dataset, { typed: { form: typed, faults: faultsOf(done, 'what') } })
}
