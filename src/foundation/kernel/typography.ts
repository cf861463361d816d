export const NO_BREAK = '\u00a0'

/**
 * French typography, so that whoever writes need not type what cannot be seen: a no-break space before `:` `;` `?` `!`
 * `»` and after `«`, where a space was typed. Idempotent.
 */
export const frenchSpaces = (text: string): string =>
  text.replace(/ (?=[:;?!»%])/g, NO_BREAK).replace(/« /g, `«${NO_BREAK}`)

/** The same in every text of a value, whatever its shape; what is not text is left as it is. */
export const frenchSpacesIn = <T>(value: T): T => {
  if (typeof value === 'string') return frenchSpaces(value) as T
  if (Array.isArray(value)) return value.map((one) => frenchSpacesIn(one)) as T
  if (typeof value === 'function')
    return ((...given: unknown[]) =>
      frenchSpacesIn((value as (...given: unknown[]) => unknown)(...given))) as T
  if (!isPlain(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, frenchSpacesIn(one)])) as T
}

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

/** As it begins a sentence, or stands alone in a list. */
export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
