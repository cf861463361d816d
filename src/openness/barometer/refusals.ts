/** Every reason for which contesting a figure, answering a contest or excluding a unit is refused. */
export const REFUSALS = {
  'agents-only': 'Only an agent of an organisation contests its figures.',
  'secretariat-only': 'Only the central secretariat answers contests and records exclusions.',
  'figure-unknown': 'There is no such figure, or none was computed yet.',
  'reason-missing': 'A reason is needed, in words that everybody will read.',
  'reason-too-long': 'The text is too long. Details: `most`.',
  'share-malformed': 'A value is a percentage from 0 to 100, with two decimals at most.',
  'verdict-missing': 'A contest is either upheld or rejected.',
  'correction-missing': 'A contest that is upheld says what the figure should have been.',
  'contest-unknown': 'There is no such contest.',
  'already-answered': 'The contest was answered: an answer does not change.',
  'unit-unknown': 'The target counts no such unit in this organisation.',
  'exclusion-unknown': 'An exclusion is for one of the reasons of the list.',
  'already-excluded': 'The unit is excluded already.',
  'not-excluded': 'The unit is not excluded.',
  'key-malformed': 'The form is incomplete.',
} as const

export type ContestRefusal = keyof typeof REFUSALS
