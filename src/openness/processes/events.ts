/** What happens to the inventory of processes. docs/events.md comes from here. */
export const EVENTS = {
  'unit.added': '{ organisation, unit }: an organisation named one of its units',
  'unit.renamed': '{ organisation, unit }: it has another name, and the same id',
  'unit.closed': '{ organisation, unit }: it is no more; what it declared stays',
  'unit.reopened': '{ organisation, unit }',
  'process.added': '{ unit }: a process entered the inventory',
  'process.changed': '{ part }: its head, a step, the order of steps or a stage that it does not have',
  'process.archived': '{}: it is no longer done; it can be restored',
  'process.restored': '{}',
  'process.recorded':
    '{ paper, because }: whether paper remains in it, as it is declared and observed here, whenever that changes',
} as const

export type ProcessEvent = keyof typeof EVENTS
