import type { FastifyReply } from 'fastify'
import type { Handler, Visit } from '#desk'
import { none, type Html } from '#html'
import { notice } from '#look'
import type { Inventory, ProcessRefusal } from '#processes'
import { sendOrganisationNotFound } from '../frame.ts'
import { REFUSALS, words } from './words.ts'

export type InventoryVisit = Visit & { inventory: Inventory }

/** One request for a page of the inventory, with the inventory of the agent's organisation. */
export const forInventory =
  (handler: (visit: InventoryVisit) => Promise<FastifyReply>): Handler =>
  (visit) =>
    handler({ ...visit, inventory: visit.platform.processes.inventoryFor(visit.agent) })

export const sendProcessNotFound = (visit: Visit): Promise<FastifyReply> =>
  sendOrganisationNotFound(visit, 'processes')

/** What was just done, as the address says. */
export const said = ({ query }: Visit): Html => {
  const asked = query.get('fait') ?? ''
  return Object.hasOwn(words.done, asked)
    ? notice({ language: 'fr', tone: 'success', body: words.done[asked]!, live: true })
    : none
}

export const sentenceOf = (refusal: string): string => REFUSALS[refusal as ProcessRefusal]
