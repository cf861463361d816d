import { formatSin, readSin } from '#kernel'
import { line } from './line.ts'
import { problem } from './grammar.ts'

/** Social insurance number, kept as nine digits. */
export const sin = line({
  most: 40,
  read(typed) {
    const read = readSin(typed)
    if (read.ok) return read.value
    return problem(read.refusal === 'mistyped' ? 'mistyped-sin' : 'not-nine-digits')
  },
  show: formatSin,
})
