import type { Catalogue, CompiledVersion } from '#catalogue'
import type { Clock } from '#kernel'

/**
 * The catalogue as somebody would have found it at the clock's time: a dossier of the past is on the version that was in
 * force then. Reads every version once; what is published later is not seen.
 */
export const catalogueAsOf = async (
  catalogue: Pick<Catalogue, 'list' | 'at'>,
): Promise<(clock: Clock) => Catalogue> => {
  const versions = new Map<string, CompiledVersion[]>()
  for (const { service, version } of catalogue.list()) {
    const numbers = Array.from({ length: version }, (_, at) => at + 1)
    const all = await Promise.all(numbers.map((number) => catalogue.at(service, number)))
    versions.set(
      service,
      all.filter((one) => one !== null),
    )
  }
  const inForce = (service: string, at: Date): CompiledVersion | null =>
    versions.get(service)?.findLast(({ publishedAt }) => publishedAt <= at) ?? null
  return (clock) => ({
    current: (service) => inForce(service, clock()),
    at: async (service, version) => versions.get(service)?.[version - 1] ?? null,
    list: () => [...versions.keys()].flatMap((service) => inForce(service, clock()) ?? []),
    refresh: async () => {},
    stop: () => {},
  })
}
