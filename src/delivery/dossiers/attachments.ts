import { type CompiledVersion, filesOf } from '#catalogue'

/** The digests of every file among these values, those of a list's items included; each once. */
export const attachmentsOf = (version: CompiledVersion, values: Record<string, unknown>): string[] => {
  const files = version.definition.needs.flatMap((need) =>
    [...filesOf(need, values[need.id]).values()].flat(),
  )
  return [...new Set(files.map(({ digest }) => digest))]
}
