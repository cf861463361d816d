/** What the barometer's own acts tell. What an organisation writes here is written to be public. */
export const EVENTS = {
  'figure.contested':
    '{ organisation, target, contested, proposed, reason }: an organisation says that its figure is not right; `contested` is the figure as it was shown',
  'contest.answered':
    '{ organisation, target, verdict, corrected, reason }: upheld, with what the figure should have been, or rejected',
  'exclusion.recorded':
    '{}; measure { target, organisation, unit, reason, author, revision }: a unit is left out of a figure',
  'exclusion.lifted':
    '{}; measure { target, organisation, unit, reason, author, revision }: it is counted again',
  'measures.published':
    '{ day, revision, manifest, measures, figures }: the measures and figures of a day were published; the digests (SHA-256) of the manifest and of the two files',
} as const

export type BarometerEvent = keyof typeof EVENTS
