/** Every reason for which contesting a figure, answering a contest, excluding a unit or publishing a day is refused. */
export const REFUSALS = {
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
  'day-not-over': 'Measures are published of a day that is over. Details: `day`.',
  'nothing-counted': 'Nothing was counted up to that day. Details: `day`.',
  'already-published': 'What was counted of that day is published already, as it is. Details: `name`.',
} as const

export type PublishRefusal = 'day-not-over' | 'nothing-counted' | 'already-published'

export type ContestRefusal = Exclude<keyof typeof REFUSALS, PublishRefusal>
