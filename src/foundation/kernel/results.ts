/**
 * Refusals are values, bugs are exceptions.
 *
 * A verb answers with a `Result`: what it did, or the refusal (a code of its domain's closed union, written as a
 * state: `already-filed`) with the details a sentence needs. Only the server's edge catches what is thrown.
 */
export type Ok<T> = { ok: true; value: T }
export type Refused<R extends string = string> = {
  ok: false
  refusal: R
  details: Record<string, unknown>
}
export type Result<T, R extends string = string> = Ok<T> | Refused<R>

export const ok = <T>(value: T): Ok<T> => ({ ok: true, value })

export const refused = <const R extends string>(
  refusal: R,
  details: Record<string, unknown> = {},
): Refused<R> => ({ ok: false, refusal, details })
