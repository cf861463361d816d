import { type Cents, centsOf } from '#kernel'
import type { CompiledVersion } from './compiled.ts'

/** `parameter`: what holds the price, which the service's words name (« Certificat, traitement normal »). */
export type Price = { parameter: string; price: Cents }

const PARAMETER = /^parameters\.([A-Za-z0-9.]+)$/

/**
 * Every price of a service whose fee is a table of dated figures, so that nobody has to fill a form to learn what it
 * costs. Null when the fee is computed otherwise, or has no figure on that day.
 */
export const tariffOf = ({ definition, book }: CompiledVersion, on: string): readonly Price[] | null => {
  const rows = definition.rules?.rules[String(definition.fee?.amount)]?.table?.rows
  if (!rows || !book) return null
  const figures = book.parameters.on(on).values
  const prices = rows.map((row) => {
    const parameter = PARAMETER.exec(String(row.at(-1)))?.[1] ?? ''
    const dollars = figures.get(parameter)?.value
    return typeof dollars === 'number' ? { parameter, price: centsOf(dollars) } : null
  })
  return prices.every((one) => one !== null) ? prices : null
}

/** The names whose values choose among the prices of a tariff: needs, and other rules. */
export const tariffDecidedBy = ({ definition, book }: CompiledVersion): readonly string[] =>
  book?.rules.find(({ id }) => id === definition.fee?.amount)?.inputs ?? []
