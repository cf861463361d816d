import type { Definition, Involvement } from './definition.ts'

/** What makes an involvement count: people did take part, and what they taught can be read. */
export const isFruitful = ({ participants, finding }: Involvement): boolean =>
  participants > 0 && finding !== undefined

/** Whether people took part in the design before a day: what target 1 asks of a new digital service. */
export const isInvolvedBefore = (definition: Pick<Definition, 'involvement'>, day: string): boolean =>
  (definition.involvement ?? []).some((one) => one.on < day && isFruitful(one))

/** The findings that words.*.yaml must say: those that are no link. */
export const findingNames = ({ involvement = [] }: Pick<Definition, 'involvement'>): string[] => [
  ...new Set(involvement.flatMap(({ finding }) => (finding && !isLink(finding) ? [finding] : []))),
]

export const isLink = (finding: string): boolean => finding.startsWith('https://')
