import { inBoth, type Reference, type Resource, type Says } from './resource.ts'

/**
 * The words of shared vocabularies that a catalogue uses. The shapes of the European profiles ask that each carries its
 * type in the very data that uses it: whoever names one here has it described once, at the end.
 */
export type Terms = {
  use(id: string, types: readonly string[], says?: Says): Reference
  /** A concept and what it is called. */
  concept(id: string, label: { fr: string; en: string }, more?: readonly string[]): Reference
  /** What was used so far and not yet described. */
  rest(): Resource[]
}

export const openTerms = (): Terms => {
  const described = new Set<string>()
  let waiting: Resource[] = []
  const use: Terms['use'] = (id, types, says = {}) => {
    if (!described.has(id)) {
      described.add(id)
      waiting.push({ id, types, says })
    }
    return { iri: id }
  }
  return {
    use,
    concept: (id, label, more = []) =>
      use(id, ['skos:Concept', ...more], { 'skos:prefLabel': inBoth(label) }),
    rest: () => {
      const rest = waiting
      waiting = []
      return rest
    },
  }
}
