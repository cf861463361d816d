/**
 * What a catalogue says of one thing, before it is written in any syntax: JSON-LD and Turtle are two writings of the same
 * resources, so that they cannot tell different things (docs/decisions/0040-one-description-two-syntaxes.md).
 *
 * Types and properties are prefixed names (`dct:title`) of `PREFIXES`.
 */
export type Resource = { id: string; types: readonly string[]; says: Says }

export type Says = Readonly<Record<string, Value | readonly Value[] | undefined>>

export type Value = Reference | Text | Typed | Unnamed

/** Another resource, by its address. */
export type Reference = { iri: string }

/** What a person reads, in a language. */
export type Text = { text: string; language: 'fr' | 'en' }

/** What a machine reads; `type` is a prefixed name, and without it plain text. */
export type Typed = { value: string; type?: string }

/** A thing of which this resource alone speaks: it needs no address. */
export type Unnamed = { types: readonly string[]; says: Says }

export const PREFIXES: Readonly<Record<string, string>> = {
  adms: 'http://www.w3.org/ns/adms#',
  cpsv: 'http://purl.org/vocab/cpsv#',
  cv: 'http://data.europa.eu/m8g/',
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  dqv: 'http://www.w3.org/ns/dqv#',
  eli: 'http://data.europa.eu/eli/ontology#',
  foaf: 'http://xmlns.com/foaf/0.1/',
  locn: 'http://www.w3.org/ns/locn#',
  org: 'http://www.w3.org/ns/org#',
  owl: 'http://www.w3.org/2002/07/owl#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  spdx: 'http://spdx.org/rdf/terms#',
  time: 'http://www.w3.org/2006/time#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
}

/** The whole address of a prefixed name. A prefix that nobody declared is a bug. */
export const expanded = (name: string): string => {
  const at = name.indexOf(':')
  const prefix = PREFIXES[name.slice(0, at)]
  if (!prefix) throw new Error(`${name} has no known prefix`)
  return prefix + name.slice(at + 1)
}

/** The values of one property; none where nothing is said. */
export const valuesOf = (said: Value | readonly Value[] | undefined): readonly Value[] =>
  said === undefined ? [] : isSeveral(said) ? said : [said]

const isSeveral = (said: Value | readonly Value[]): said is readonly Value[] => Array.isArray(said)

/** A sentence in both languages; one that nobody wrote is left out. */
export const inBoth = ({ fr, en }: { fr: string; en: string }): Text[] =>
  [
    { text: fr, language: 'fr' as const },
    { text: en, language: 'en' as const },
  ].filter(({ text }) => text.trim() !== '')

/**
 * An address as RDF allows it: what somebody typed may hold spaces, quotes or angle brackets, which would end it early in
 * Turtle. They are written in percents; everything else stays.
 */
export const iri = (address: string): Reference => ({
  iri: address
    .toWellFormed()
    // oxlint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0020<>"{}|\\^`\u007f-\u009f]/g, (sign) => encodeURIComponent(sign)),
})

export const plain = (value: string | number): Typed => ({ value: String(value) })
export const typed = (type: string, value: string | number): Typed => ({ value: String(value), type })

/** A figure in the one form (XML Schema, canonical) that processors leave as it is: `2.75E1`, `0.0E0`. */
export const double = (value: number): Typed =>
  typed('xsd:double', value.toExponential(15).replace(/(\d)0*e\+?/, '$1E'))
