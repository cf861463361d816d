import { dollarsOf, formatMoney, isCents, type Language, MOST_CENTS, readMoney } from '#kernel'
import { type Grammar, problem, typedAt } from './grammar.ts'

/** An amount, kept in cents; FEEL sees dollars. It may be negative (a loss): a need's own check says if it may not. */
export const money: Grammar<number> = {
  inputs: [''],
  read(inputs) {
    const typed = typedAt(inputs)
    if (typed.trim() === '') return { value: undefined }
    const read = readMoney(typed)
    return read.ok ? { value: read.value } : problem(read.refusal, read.details)
  },
  check(value) {
    if (typeof value !== 'number') return [problem('wrong-type')]
    if (!Number.isInteger(value)) return [problem('not-cents')]
    return isCents(value) ? [] : [problem('amount-too-large', { most: MOST_CENTS })]
  },
  holds: isCents,
  show: (value, { language }) => formatMoney(value, language),
  feel: dollarsOf,
  type: (value, language) => [['', [plain(value, language)]]],
}

/** `1234,56` or `1234.56`, without what a screen reader or an editor would stumble on. */
const plain = (cents: number, language: Language): string => {
  const digits = String(Math.abs(cents)).padStart(3, '0')
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}${language === 'fr' ? ',' : '.'}${digits.slice(-2)}`
}
