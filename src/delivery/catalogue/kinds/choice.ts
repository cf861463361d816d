import { type Grammar, problem, typedAt } from './grammar.ts'

/** One choice: the stable id of an option, never its place or its words. */
export const oneOf: Grammar<string> = {
  inputs: [''],
  read(inputs, { options }) {
    const typed = typedAt(inputs)
    if (typed === '') return { value: undefined }
    return options.includes(typed) ? { value: typed } : problem('unknown-option')
  },
  check(value, { options }) {
    if (typeof value !== 'string') return [problem('wrong-type')]
    return options.includes(value) ? [] : [problem('unknown-option')]
  },
  holds: (value) => typeof value === 'string',
  show: (value, { options }) => wordOf(value, options),
  feel: (value) => value,
  type: (value) => [['', [value]]],
}

/** Any number of choices, kept in the order of the definition. None chosen is not an answer. */
export const manyOf: Grammar<string[]> = {
  inputs: [''],
  read(inputs, { options }) {
    const chosen = new Set(inputs.at(''))
    chosen.delete('')
    if (chosen.size === 0) return { value: undefined }
    const value = options.filter((option) => chosen.has(option))
    return value.length === chosen.size ? { value } : problem('unknown-option')
  },
  check(value, { options }) {
    if (!Array.isArray(value)) return [problem('wrong-type')]
    // An option too many is unknown or repeated: a long array is not walked.
    const given = new Set<unknown>(value.slice(0, options.length + 1))
    const offered = new Set<unknown>(options)
    if (!given.isSubsetOf(offered)) return [problem('unknown-option')]
    return given.size === value.length ? [] : [problem('repeated-option')]
  },
  holds: (value): value is string[] =>
    Array.isArray(value) && value.every((option) => typeof option === 'string'),
  show: (value, { options }) => value.map((option) => wordOf(option, options)),
  feel: (value) => value,
  type: (value) => [['', value]],
}

const wordOf = (option: string, words: Readonly<Record<string, string>> | undefined): string =>
  words && Object.hasOwn(words, option) ? words[option]! : option
