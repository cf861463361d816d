import type { Visit } from '#desk'
import type { Html } from '#html'
import { type Status, tag } from '#look'
import type { ImportStatus } from '#volumes'
import { words } from './words.ts'

/** How the pages name things: services and agents as people know them, states with their colour. */
export const serviceName = ({ platform }: Visit, service: string): string =>
  platform.catalogue.current(service)?.definition.words.fr.name ?? service

export const agentName = ({ platform }: Visit, id: string): string =>
  platform.access.agents().find((agent) => agent.id === id)?.name ?? id

const STATUS: Record<ImportStatus, Status> = {
  received: 'progress',
  faulty: 'problem',
  checked: 'notice',
  confirmed: 'progress',
  applied: 'done',
  undoing: 'progress',
  undone: 'stopped',
  dropped: 'stopped',
  'taken-over': 'done',
}

export const statusTag = (status: ImportStatus): Html =>
  tag({ status: STATUS[status], label: words.status[status] })
