import { line } from './line.ts'
import { problem } from './grammar.ts'

/**
 * A bank account as the foot of a cheque has it: transit (5 digits), institution (3), account (7 to 12: Payments Canada,
 * Standard 005), kept as `00123-815-1234567`. Dashes and spaces are forgiven, those inside the account too.
 */
export const bankAccount = line({
  most: 60,
  read(typed) {
    const parts = /^(\d{5})(\d{3})(\d{7,12})$/.exec(typed.replace(/[\s–-]/g, ''))
    return parts ? parts.slice(1).join('-') : problem('not-a-bank-account')
  },
})
