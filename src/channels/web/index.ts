/** The edge that every page of every channel shares: the server, forms, the visitor, and what is shown when it fails. */
export { errorPage } from './errors.ts'
export { explanation } from './explanation.ts'
export { type Form, type Sent, sentBy, type Upload, valueIn } from './form.ts'
export { createServer, type Edge, sendPage } from './server.ts'
export type { Platform } from './platform.ts'
export { openQuotas } from './quota.ts'
export { refusedWith } from './refused.ts'
export { safeReturn, signIn, signOut, visitorOf } from './visitor.ts'
