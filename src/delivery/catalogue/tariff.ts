import { type Cents, centsOf } from '#kernel'
import type { CompiledVersion } from './compiled.ts'

/** `parameter`: what holds the price, which the service's words name (« Certificat, traitement normal »). */
export type Price = { parameter: string; price: Cents }

/** `decidedBy`: the needs whose answers choose among the prices. */
type Tariff = { prices: readonly Price[]; decidedBy: readonly string[] }

const PARAMETER = /^parameters\.([A-Za-z0-9.]+)$/

/**
 * Every price of a service whose fee is a table of dated figures, so that nobody has to fill a form to learn what it
 * costs. Null when the fee is computed otherwise, or has no figure on that day.
 */
export const tariffOf = ({ definition, book }: CompiledVersion, on: string): Tariff | null => {
  const id = String(definition.fee?.amount)
  const rows = definition.rules?.rules[id]?.table?.rows
  const rule = book?.rules.find((one) => one.id === id)
  if (!rows || !rule) return null
  const figures = book!.parameters.on(on).values
  const prices = rows.map((row) => {
    const parameter = PARAMETER.exec(String(row.at(-1)))?.[1] ?? ''
    const dollars = figures.get(parameter)?.value
    return typeof dollars === 'number' ? { parameter, price: centsOf(dollars) } : null
  })
  return prices.every((one) => one !== null) ? { prices, decidedBy: rule.inputs } : null
}
