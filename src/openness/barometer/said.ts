/** Reads what an event says it counts for, a field at a time. What is not as it should be stops the reading. */
export class Unreadable extends Error {}

export type Said = Readonly<Record<string, unknown>>

/** An id of an organisation, a service, a deadline, a dataset…, or a need's name: small, without spaces or slashes. */
const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/

const unreadable = (name: string): never => {
  throw new Unreadable(name)
}

export const id = (said: Said, name: string): string => idOf(said[name], name)

export const isIdText = (value: unknown): value is string => typeof value === 'string' && ID.test(value)

export const idOf = (value: unknown, name: string): string => (isIdText(value) ? value : unreadable(name))

export const oneOf = <const T extends string>(said: Said, name: string, values: readonly T[]): T =>
  values.find((value) => value === said[name]) ?? unreadable(name)

export const yesNo = (said: Said, name: string): 'yes' | 'no' => {
  const value = said[name]
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : unreadable(name)
}

export const whole = (said: Said, name: string, least = 0): number => {
  const value = said[name]
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= least ? value : unreadable(name)
}
