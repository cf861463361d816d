import { type Kind, type Need, needOf } from '#catalogue'

/** The desk's own questions, in the shape of a service's needs: they are drawn, described and mended alike. */
export const textOf = (id: string, is: Extract<Kind, 'text' | 'long-text'>, most: number): Need =>
  needOf(id, is, { most, party: 'agent' })

export const choiceOf = (id: string, options: readonly string[]): Need =>
  needOf(id, 'one-of', { options: [...options], party: 'agent' })

export const choicesOf = (id: string, options: readonly string[]): Need =>
  needOf(id, 'many-of', { options: [...options], optional: true, party: 'agent' })
