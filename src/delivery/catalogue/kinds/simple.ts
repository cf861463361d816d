import type { Kind } from '../schema.ts'
import type { Grammar } from './grammar.ts'
import { manyOf, oneOf } from './choice.ts'
import { email, phone, postalCode } from './contact.ts'
import { date } from './date.ts'
import { file } from './file.ts'
import { money } from './money.ts'
import { bankAccount } from './bank-account.ts'
import { sin } from './sin.ts'
import { longText, text } from './text.ts'
import { whole } from './whole.ts'
import { yesNo } from './yes-no.ts'

/** Every kind that can be a field of a list. */
const SIMPLE = {
  text,
  'long-text': longText,
  'yes-no': yesNo,
  date,
  whole,
  money,
  email,
  phone,
  'postal-code': postalCode,
  sin,
  'bank-account': bankAccount,
  file,
  'one-of': oneOf,
  'many-of': manyOf,
} satisfies Record<Exclude<Kind, 'list'>, unknown>

export const simpleGrammar = (kind: Kind): Grammar<unknown> => {
  if (kind === 'list') throw new Error('a list is not a simple kind')
  return SIMPLE[kind] as Grammar<unknown>
}
