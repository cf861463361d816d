import { formatDay, isDay } from '#kernel'
import { type Grammar, type Inputs, type Problem, problem, typedAt } from './grammar.ts'

const PARTS = ['year', 'month', 'day'] as const

/**
 * A civil day, typed in three inputs (what people know by heart is typed faster than picked) or whole as `2015-03-02`.
 * `22/11/2026` is not read: day and month are exchanged between one reader and the next.
 */
export const date: Grammar<string> = {
  inputs: ['', ...PARTS.map((part) => `.${part}`)],
  read(inputs) {
    const whole = typedAt(inputs).trim()
    const read = whole ? dayOfText(whole) : dayOfParts(inputs)
    return typeof read === 'object' ? read : { value: read }
  },
  check(value) {
    if (typeof value !== 'string') return [problem('wrong-type')]
    const read = dayOfText(value)
    return typeof read === 'string' ? [] : [read]
  },
  holds: isDay,
  show: (value, { language }) => formatDay(value, language),
  feel: (value) => value,
  type: (value) => value.split('-').map((typed, at) => [`.${PARTS[at]}`, [typed]]),
}

const dayOfText = (typed: string): string | Problem => {
  if (isDay(typed)) return likely(typed)
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(typed)
  return parts ? existing(parts[1]!, parts[2]!, parts[3]!) : problem('unreadable-date')
}

const dayOfParts = (inputs: Inputs): string | undefined | Problem => {
  const typed = PARTS.map((part) => typedAt(inputs, `.${part}`).trim())
  const missing = PARTS.filter((_, at) => typed[at] === '')
  if (missing.length === PARTS.length) return undefined
  if (missing.length > 0) return problem('incomplete-date', { parts: missing })
  const [year, month, day] = typed as [string, string, string]
  if (!/^\d{4}$/.test(year) || !/^\d{1,2}$/.test(month) || !/^\d{1,2}$/.test(day))
    return problem('unreadable-date')
  return existing(year, month.padStart(2, '0'), day.padStart(2, '0'))
}

const existing = (year: string, month: string, day: string): string | Problem => {
  const text = `${year}-${month}-${day}`
  return isDay(text) ? likely(text) : problem('no-such-date', { year, month, day })
}

/** The acts that are still asked for go back to the first registers of New France. */
const likely = (day: string): string | Problem =>
  day >= '1600' && day < '2200' ? day : problem('unlikely-year', { year: day.slice(0, 4) })
