import { formatPhone, readPhone, readPostalCode } from '#kernel'
import { line } from './line.ts'
import { problem } from './grammar.ts'

/** The HTML standard's own pattern (what `type=email` accepts), with a dot in the domain: mail to a bare host never leaves. */
const EMAIL =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i

/** Kept with its domain in small letters; what comes before `@` is the mailbox’s business (RFC 5321, 2.4). */
export const email = line({
  most: 254,
  read(typed) {
    if (!EMAIL.test(typed)) return problem('not-an-email')
    const at = typed.lastIndexOf('@')
    return typed.slice(0, at) + typed.slice(at).toLowerCase()
  },
})

export const phone = line({
  most: 60,
  read: (typed) => readPhone(typed) ?? problem('not-a-phone'),
  show: formatPhone,
})

/** Any Canadian code: one that is not of Québec is for a screen to remark on, never to refuse. */
export const postalCode = line({
  most: 20,
  read: (typed) => readPostalCode(typed) ?? problem('not-a-postal-code'),
  show: (code) => code.replace(' ', '\u00a0'),
})
