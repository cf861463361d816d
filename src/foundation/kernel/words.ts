import { frenchSpacesIn } from './typography.ts'

/** The two languages of the platform. French is first and always there (Charter of the French language, C-11). */
export const LANGUAGES = ['fr', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/**
 * A channel's words, the French table giving the shape that the English one must have.
 * A sentence with something in it is a function: `found: (n) => …`.
 */
export const defineWords = <const W extends Record<string, unknown>>(words: { fr: W; en: Widened<W> }) =>
  ({ fr: frenchSpacesIn(words.fr), en: words.en }) as { fr: Widened<W>; en: Widened<W> }

type Widened<T> = T extends string
  ? string
  : T extends (...args: infer A) => infer R
    ? (...args: A) => R
    : T extends readonly unknown[]
      ? { readonly [K in keyof T]: Widened<T[K]> }
      : T extends object
        ? { [K in keyof T]: Widened<T[K]> }
        : T

/** A text written in both languages, as the services' words files and the demonstration's data carry it. */
export type Text = { fr: string; en: string }
