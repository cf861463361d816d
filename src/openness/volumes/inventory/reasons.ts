/* Why something of a file is not counted as it stands there. The report says each, how often and where. */

/** Why a row, or what it says of a volume, is left out of what is counted. */
export const LEFT_OUT = {
  filtered: 'the mapping leaves such rows out (« keep », « leave-out »)',
  'other-year': 'it is of a year that was not asked for',
  'row-too-long':
    'the row has more cells than there are columns: a separator within a cell has shifted the others',
  'service-missing': 'the row names no service',
  'organisation-missing': 'the row names no organisation',
  'year-missing': 'the row is of no year',
  'year-unreadable': 'the year cannot be read',
  'year-not-over': 'the year is not over',
  'volume-unreadable':
    'a volume is no whole number: what means « not known » goes under « no-data », what means « no such channel » under « none »',
  'volume-unknown': 'no volume is known: the service is taken in, and counts in no figure of that year',
  'volume-partly-unknown':
    'the volume of a channel is not known: the service is taken in, and counts in no figure of that year',
  'total-below-parts': 'a total is less than what is taken from it',
  'rows-disagree':
    'several rows of a service and year say different things: the service is taken in, and counts in no figure of that year',
  'rows-not-as-said':
    'a service has more or fewer rows in the year than « parts » says: it is taken in, and counts in no figure of that year',
  'same-again': 'another row says the same',
  'later-row': 'a later row says otherwise, and the mapping keeps the last',
  'earlier-row': 'an earlier row says otherwise, and the mapping keeps the first',
  'since-unreadable': 'the day on which the service began cannot be read: its first year is taken',
  'improvement-unreadable':
    'the date of an improvement cannot be read: its form goes under « format », what means « none » under « no-data »',
  'improvement-to-come': 'an improvement is of a day to come',
  'improvement-of-nobody': 'an improvement is of a service that the inventory does not have',
} as const

/** What is counted all the same, with something that the file does not say taken for granted. */
export const ASSUMED = {
  'no-improvements': 'the mapping names no improvements: target 2 would be 0 of all, which says nothing',
  'last-day': 'a date is of a month, a quarter or a year only: its last day is taken',
  'none-is-zero': 'there is no such channel (« none »): nothing came by it',
  'known-only': 'some channels are not known: what is known is counted as if it were all (« partly »)',
  rounded: 'a volume with a fraction is rounded (« round »)',
  exponent: 'a volume such as 1.2E+05 has lost its last digits before it came here',
  'fewer-rows':
    'fewer rows of this service were summed than of others in the year: with « parts », it would count in no figure',
} as const

export type LeftOut = keyof typeof LEFT_OUT
export type Assumed = keyof typeof ASSUMED

/** A reason, with the line and what was read there; `cell`: the very words, where the same may stand in many rows. */
export type Said<Reason = LeftOut> = {
  reason: Reason
  line: number
  file: string
  what: string
  cell?: string
}

export type Says = (reason: LeftOut | Assumed, what: string, cell?: string) => void

export const isAssumed = (reason: LeftOut | Assumed): reason is Assumed => reason in ASSUMED
