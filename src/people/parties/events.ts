/** What happens to organisations, all in one stream: who is subject to the targets is read in one look. */
export const EVENTS = {
  'organisation.registered': '{ organisation }: from then on it is subject to the targets',
  'organisation.closed': '{ organisation }: it is no longer',
} as const

export type OrganisationEvent = keyof typeof EVENTS
