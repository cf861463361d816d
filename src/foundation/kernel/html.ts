import { html as tag, raw as trusted } from 'hono/html'

/**
 * The only way to write a page. What is interpolated is escaped; an array is joined; `null`, `undefined`
 * and both booleans write nothing (so that `condition && html…` and `condition || html…` do). Attributes are always quoted and `href` never comes from data unchecked: a lint and a test
 * hold both, because no tag can.
 */
export type Html = string & { readonly __html: unique symbol }

type Writable = Html | string | number | boolean | null | undefined | readonly Writable[]

export const html = (strings: TemplateStringsArray, ...values: Writable[]): Html =>
  tag(strings, ...(values as unknown[])) as unknown as Html

/** For constants of our own (an icon, a script's text): never for what a person or a definition wrote. */
export const raw = (constant: string): Html => trusted(constant) as unknown as Html

export const none: Html = raw('')
