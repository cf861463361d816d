import type { Language } from '#kernel'
import type { Example, ParametersSource, RulesSource, ServiceSource, Words } from './schema.ts'

/** A service as its folder says it: every file read and of the right shape, nothing checked across files yet. */
export type Source = {
  /** The folder's name, which the service's id must be. */
  id: string
  service: ServiceSource
  rules: RulesSource | null
  parameters: ParametersSource | null
  words: Record<Language, Words>
  examples: { file: string; example: Example }[]
  /** Where a value is written, for a person: `allocation-famille/service.yaml:12`. */
  at: (file: string, path?: Path) => string
}

export type Path = readonly PropertyKey[]
