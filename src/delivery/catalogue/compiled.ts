import type { Expression, RuleBook } from '#rules'
import type { Field, Need, Version } from './definition.ts'

/**
 * A published version, ready to run: its expressions parsed once and kept. Immutable, shared by every request.
 * `order` holds the needs so that each comes after those its `when` or `derive` mentions.
 */
export type CompiledVersion = Version & {
  order: CompiledNeed[]
  needs: ReadonlyMap<string, CompiledNeed>
  /** Every need, null: what a scope begins as. Copied whole, which costs less than a name at a time. */
  blank: Readonly<Record<string, null>>
  /** The fee in dollars, over the needs, the parameters and the rules (`feeOf` reads it); null when it is free. */
  fee: Expression | null
  /** Null when the service has neither rules nor parameters. */
  book: RuleBook | null
}

export type CompiledNeed = {
  need: Need
  /** Where it stands in the service's file, from 0. */
  place: number
  when: Expression | null
  derive: Expression | null
  checks: { must: Expression; else: string }[]
  /** The fields of a list's items; a field's `when` sees the item's own fields, then the needs. */
  fields: { field: Field; when: Expression | null }[]
}
