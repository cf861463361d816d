import { ok, type Result } from '#kernel'
import type { Process } from './process.ts'
import { readCost, readName } from './typed.ts'

/** The head of a process, as it is typed. Units come by their name: an unknown one is a new one. */
export type TypedHead = { name: string; unit: string; service: string; pages: string; hours: string }

export type Head = Pick<Process, 'name' | 'pages' | 'hours'>

export const readHead = (
  typed: TypedHead,
): Result<Head, 'name-missing' | 'name-too-long' | 'cost-malformed'> => {
  const name = readName(typed.name)
  if (!name.ok) return name
  const pages = readCost(typed.pages, 'pages')
  if (!pages.ok) return pages
  const hours = readCost(typed.hours, 'hours')
  return hours.ok ? ok({ name: name.value, pages: pages.value, hours: hours.value }) : hours
}

type Added = {
  id: string
  organisation: string
  head: Head
  unit: string
  service: string | null
  by: string
  now: Date
}

/** A process that enters the inventory: nothing is said of it until it is described. */
export const added = ({ id, organisation, head, unit, service, by, now }: Added): Process => ({
  id,
  revision: 0,
  organisation,
  parties: [],
  status: 'active',
  ...head,
  unit,
  ties: service ? [{ service, until: null }] : [],
  steps: [],
  absent: [],
  said: null,
  addedAt: now.toISOString(),
  changedAt: now.toISOString(),
  by,
  seen: [],
})
