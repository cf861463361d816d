/** What happens once a service is over. No event carries a comment, a person or an hour; docs/events.md comes from here. */
export const EVENTS = {
  'evaluation.received':
    '{ service, version, end }: somebody, nobody knows who, evaluated a service; its measure holds the closed answers',
  'page.rated': '{ page, service, useful }: a page, by its name, was useful or not',
  'improvement.published':
    '{ service, version, cites }: a version of a service changes what these evaluations asked for',
} as const

export type EvaluationEvent = keyof typeof EVENTS
