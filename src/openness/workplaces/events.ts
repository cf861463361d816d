/** What organisations declare of their workplaces. docs/events.md comes from here. */
export const EVENTS = {
  'workplace.declared':
    '{ elements }: a unit declared, or corrected, how many of its employees have each of the five elements',
} as const

export type WorkplaceEvent = keyof typeof EVENTS
