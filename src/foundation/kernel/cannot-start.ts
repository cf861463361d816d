import type { Text } from './words.ts'

/**
 * Something that an operator must mend before the platform can run (a port, a right, a disk): one sentence in each
 * language that says what is wrong and how to mend it. Commands print it and end with status 1; it is never a bug.
 */
export class CannotStart extends Error {
  readonly reason: string
  readonly sentence: Text

  constructor(reason: string, sentence: Text) {
    super(sentence.en)
    this.name = 'CannotStart'
    this.reason = reason
    this.sentence = sentence
  }
}
