import type { Kind, Need } from '#catalogue'

/** The desk's own questions, in the shape of a service's needs: they are drawn, described and mended alike. */
const blank: Need = {
  id: '',
  is: 'text',
  options: [],
  optional: false,
  when: null,
  fields: [],
  most: null,
  derive: null,
  checks: [],
  knownBy: null,
  askedThoughKnown: null,
  basis: null,
  sensitive: false,
  party: 'agent',
}

export const textOf = (id: string, is: Extract<Kind, 'text' | 'long-text'>, most: number): Need => ({
  ...blank,
  id,
  is,
  most,
})

export const choiceOf = (id: string, options: readonly string[]): Need => ({
  ...blank,
  id,
  is: 'one-of',
  options: [...options],
})

export const choicesOf = (id: string, options: readonly string[]): Need => ({
  ...blank,
  id,
  is: 'many-of',
  options: [...options],
  optional: true,
})
