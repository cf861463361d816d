import type { Need } from '#catalogue'

/** A text that a page of the portal asks for itself (a reason, observations), drawn like the needs of services. */
export const reasonNeed = (id: string, { optional = false } = {}): Need => ({
  id,
  is: 'long-text',
  options: [],
  optional,
  when: null,
  fields: [],
  most: 5_000,
  derive: null,
  checks: [],
  knownBy: null,
  askedThoughKnown: null,
  basis: null,
  sensitive: false,
  party: 'applicant',
})
