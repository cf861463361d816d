import type { Organisation } from '#parties'
import { inBoth, iri, plain, type Reference, type Unnamed } from './rdf/resource.ts'
import type { Terms } from './rdf/terms.ts'
import { type Vocabulary, vocabularyOf } from './vocabulary.ts'

/** Where things stand in the portal: absolute addresses, without the language in which a person reads them. */
export type Places = {
  /** The address that people type, without a slash at its end. */
  home: string
  portal: string
  dataset(id: string): string
  datasetFile(id: string, syntax: 'jsonld' | 'ttl'): string
  download(dataset: string, distribution: string): string
  organisation(id: string): string
  service(id: string): string
  services: string
  documentation: string
  api: string
}

/** The addresses of an installation that people reach at `home`. */
export const openPlaces = (home: string): Places => ({
  home,
  portal: `${home}/donnees`,
  dataset: (id) => `${home}/donnees/${id}`,
  datasetFile: (id, syntax) => `${home}/donnees/${id}.${syntax}`,
  download: (dataset, distribution) => `${home}/donnees/${dataset}/fichiers/${distribution}`,
  organisation: (id) => `${home}/barometre/organisations/${id}`,
  service: (id) => `${home}/services/${id}`,
  services: `${home}/services/catalogue`,
  documentation: `${home}/donnees/api`,
  api: `${home}/api/3`,
})

/** What every description is written with. */
export type Describing = {
  places: Places
  organisations: ReadonlyMap<string, Organisation>
  terms: Terms
  words: Vocabulary
}

export const describing = (
  places: Places,
  organisations: ReadonlyMap<string, Organisation>,
  terms: Terms,
): Describing => ({ places, organisations, terms, words: vocabularyOf(terms) })

/**
 * One organisation, described once for both profiles: a publisher (DCAT-AP) and a competent authority (CPSV-AP) are the
 * same body. One that the installation no longer knows keeps its id for a name.
 */
export const authority = ({ places, organisations, terms, words }: Describing, id: string): Reference => {
  const known = organisations.get(id)
  const name = inBoth(known?.name ?? { fr: id, en: id })
  return terms.use(
    `${places.organisation(id)}#organisme`,
    ['cv:PublicOrganisation', 'org:Organization', 'foaf:Agent'],
    {
      'dct:identifier': plain(id),
      'dct:title': name,
      'foaf:name': name,
      'skos:prefLabel': name,
      'dct:description': known ? inBoth(known.mission) : undefined,
      'dct:spatial': words.canada(),
      'dct:type': words.publisherKind(known?.kind === 'city'),
      'foaf:page': words.page(places.organisation(id)),
    },
  )
}

/** Whom to write to about a dataset. */
export const vcardOf = ({ name, email }: { name: string; email: string }): Unnamed => ({
  types: ['vcard:Kind', 'vcard:Organization'],
  says: {
    'vcard:fn': plain(name),
    'vcard:hasEmail': email ? iri(`mailto:${email}`) : undefined,
  },
})
