/** Why a choice of means is refused, or a link of a message opens nothing. */
export const REFUSALS = {
  'mail-not-offered': 'This installation sends no e-mail.',
  'address-faulty': 'An e-mail address is needed, and this is none. Details: `faults`.',
  'asked-too-often': 'Too many addresses were asked to be confirmed in a day. Details: `most`.',
  'link-unknown': 'The link was not made by us, or part of it is missing.',
  'link-expired': 'The link was for a time, which is over.',
  'link-used': 'The link was used already.',
} as const

export type NoticeRefusal = keyof typeof REFUSALS
