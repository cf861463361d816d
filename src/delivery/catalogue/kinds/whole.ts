import { formatNumber } from '#kernel'
import { type Grammar, problem, typedAt } from './grammar.ts'

const MOST = 999_999_999_999

/** A whole number. A comma is not read: `1,234` is a thousand for one reader and one for another. */
export const whole: Grammar<number> = {
  inputs: [''],
  read(inputs) {
    const typed = typedAt(inputs).replace(/\s+/g, ' ').trim()
    if (typed === '') return { value: undefined }
    if (!/^[-−]?(?:\d+|\d{1,3}(?: \d{3})+)$/.test(typed)) return problem('not-whole')
    const value = Number(typed.replaceAll(' ', '').replace('−', '-'))
    return Math.abs(value) > MOST ? problem('number-too-large', { most: MOST }) : { value: value || 0 }
  },
  check(value) {
    if (typeof value !== 'number') return [problem('wrong-type')]
    if (!Number.isInteger(value)) return [problem('not-whole')]
    return Math.abs(value) > MOST ? [problem('number-too-large', { most: MOST })] : []
  },
  holds: (value): value is number => typeof value === 'number' && Number.isFinite(value),
  show: (value, { language }) => formatNumber(value, language),
  feel: (value) => value,
  type: (value) => [['', [String(value)]]],
}
