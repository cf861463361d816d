/** Why an address was not fetched, or not to its end. `sayFinding` puts each into words. */
export const FETCH_REFUSALS = [
  'address-malformed',
  'scheme-refused',
  'credentials-refused',
  'port-refused',
  'host-unknown',
  'address-refused',
  'too-many-redirects',
  'redirect-malformed',
  'status',
  'too-slow',
  'connection-failed',
  'certificate-refused',
  'headers-too-large',
  'encoding-unknown',
  'body-broken',
] as const
export type FetchRefusal = (typeof FETCH_REFUSALS)[number]

/** Those that another day may mend by itself; the others come back until somebody changes something. */
export const PASSING: readonly string[] = [
  'host-unknown',
  'status',
  'too-slow',
  'connection-failed',
  'body-broken',
]
