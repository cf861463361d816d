import type { FastifyReply } from 'fastify'
import type { Inventory } from '#processes'
import { sentBy, valueIn } from '#web'
import { type InventoryVisit, sendProcessNotFound, sentenceOf } from './for-inventory.ts'
import { sendProcess } from './process-page.ts'
import { processAt } from './words.ts'

type Done = ReturnType<Inventory['archive']>

/** The acts of a process's page, by the word that their button carries: `monter:<step>`. */
const ACTS: Readonly<
  Record<string, { done: string; perform: (i: Inventory, id: string, of: string) => Done }>
> = {
  monter: { done: 'ordre', perform: (i, id, step) => i.moveStep(id, step, -1) },
  descendre: { done: 'ordre', perform: (i, id, step) => i.moveStep(id, step, 1) },
  retirer: { done: 'retiree', perform: (i, id, step) => i.dropStep(id, step) },
  absente: { done: 'absente', perform: (i, id, stage) => i.setAbsent(id, stage, true) },
  presente: { done: 'absente', perform: (i, id, stage) => i.setAbsent(id, stage, false) },
  archiver: { done: 'archive', perform: (i, id) => i.archive(id) },
  retablir: { done: 'retabli', perform: (i, id) => i.restore(id) },
}

/** Does what a button of the page asks. Enter, without a button, does nothing: the page is shown again. */
export const processActed = async (visit: InventoryVisit): Promise<FastifyReply> => {
  const { inventory, params, request, reply } = visit
  const id = params['id'] ?? ''
  const before = await inventory.find(id)
  if (!before) return sendProcessNotFound(visit)
  const [name = '', of = ''] = valueIn((await sentBy(request)).form, '_do').split(':')
  const act = Object.hasOwn(ACTS, name) ? ACTS[name]! : null
  if (!act) return reply.redirect(processAt(id), 303)
  const done = await act.perform(inventory, id, of)
  const after = (await inventory.find(id)) ?? before
  if (!done.ok) return sendProcess(visit, after, { refusal: sentenceOf(done.refusal) })
  const dropped = name === 'retirer' ? before.steps.find((step) => step.id === of) : undefined
  if (dropped) return sendProcess(visit, after, { dropped })
  return reply.redirect(`${processAt(id)}?fait=${act.done}#etapes`, 303)
}
