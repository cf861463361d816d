import type { Organisation } from '#parties'
import { type Dataset, type Distribution, LICENCES, type LicenceId } from '../dataset.ts'
import { authority, describing, type Describing, type Places, vcardOf } from './authority.ts'
import { inBoth, iri, plain, type Reference, type Resource, typed, type Value } from './rdf/resource.ts'
import { openTerms } from './rdf/terms.ts'
import { FORMAT_NAMES } from './vocabulary.ts'

export type CatalogueParts = {
  places: Places
  organisations: ReadonlyMap<string, Organisation>
  /** As the public may see them: published ones, and those that were withdrawn. */
  datasets: () => AsyncIterable<Dataset>
}

/** What stands in the catalogue: what is published, and what was and no longer is, so that whoever copied it knows. */
export const isCatalogued = ({ state, publishedAt }: Dataset): boolean =>
  state === 'published' || (state === 'withdrawn' && publishedAt !== null)

/**
 * The whole catalogue as DCAT-AP 3.0.1 (https://semiceu.github.io/DCAT-AP/releases/3.0.1/), one dataset after the other:
 * only the ids of those already told are held, because the catalogue names them all at the end.
 */
export const describeCatalogue = async function* (parts: CatalogueParts): AsyncGenerator<Resource> {
  const on = describing(parts.places, parts.organisations, openTerms())
  const told: { id: string; issued: string | null; modified: string }[] = []
  for await (const dataset of parts.datasets()) {
    if (!isCatalogued(dataset)) continue
    yield* describe(on, dataset)
    yield* on.terms.rest()
    told.push({ id: dataset.id, issued: dataset.publishedAt, modified: dataset.updatedAt })
  }
  yield catalogue(
    on,
    told.map(({ id }) => id),
    told
      .map(({ modified }) => modified)
      .toSorted()
      .at(-1),
  )
  yield* services(on)
  for (const one of told) yield record(on, one)
  yield* on.terms.rest()
}

/** One dataset with everything it names, as a document of its own. */
export const describeDataset = function* (
  { places, organisations }: Omit<CatalogueParts, 'datasets'>,
  dataset: Dataset,
): Generator<Resource> {
  const on = describing(places, organisations, openTerms())
  yield* describe(on, dataset)
  yield* services(on)
  yield* on.terms.rest()
}

const datasetAddress = ({ places }: Describing, id: string): string => `${places.dataset(id)}#jeu`
const serviceAddress = ({ places }: Describing): string => `${places.portal}#api-ckan`
const catalogueAddress = ({ places }: Describing): string => `${places.portal}#catalogue`

const catalogue = (on: Describing, ids: readonly string[], modified: string | undefined): Resource => {
  const { words, places, organisations } = on
  const known = [...organisations.values()]
  const publisher = known.find(({ kind }) => kind === 'secretariat') ?? known[0]
  return {
    id: catalogueAddress(on),
    types: ['dcat:Catalog'],
    says: {
      'dct:title': inBoth({ fr: 'Portail de données ouvertes', en: 'Open data portal' }),
      'dct:description': inBoth({
        fr: 'Les jeux de données que les organismes publient sur cette plateforme, vérifiés chaque jour par une machine.',
        en: 'The datasets that organisations publish on this platform, checked every day by a machine.',
      }),
      'dct:publisher': publisher ? authority(on, publisher.id) : undefined,
      'dct:language': [words.language('fr'), words.language('en')],
      'dct:modified': modified ? typed('xsd:dateTime', modified) : undefined,
      'dct:license': licence(on, 'CC-BY-4.0'),
      'dct:spatial': words.canada(),
      'dcat:themeTaxonomy': words.themes(),
      'foaf:homepage': words.page(places.portal),
      'dcat:dataset': ids.map((id) => ({ iri: datasetAddress(on, id) })),
      'dcat:service': { iri: serviceAddress(on) },
      'dcat:record': ids.map((id) => ({ iri: `${places.dataset(id)}#fiche` })),
    },
  }
}

const record = (
  on: Describing,
  { id, issued, modified }: { id: string; issued: string | null; modified: string },
): Resource => ({
  id: `${on.places.dataset(id)}#fiche`,
  types: ['dcat:CatalogRecord'],
  says: {
    'dct:identifier': plain(id),
    'dct:issued': issued ? typed('xsd:dateTime', issued) : undefined,
    'dct:modified': typed('xsd:dateTime', modified),
    'dct:language': [on.words.language('fr'), on.words.language('en')],
    'dct:conformsTo': on.terms.use('http://data.europa.eu/r5r/', ['dct:Standard']),
    'foaf:primaryTopic': { iri: datasetAddress(on, id) },
  },
})

/** The API that answers for every table. */
const services = function* (on: Describing): Generator<Resource> {
  const { places, words } = on
  yield {
    id: serviceAddress(on),
    types: ['dcat:DataService'],
    says: {
      'dct:title': inBoth({ fr: 'API CKAN', en: 'CKAN API' }),
      'dct:description': inBoth({
        fr: 'L’API d’action de CKAN, version 3 : le catalogue, et les lignes des tableaux.',
        en: 'The CKAN Action API, version 3: the catalogue, and the rows of tables.',
      }),
      'dcat:endpointURL': iri(places.api),
      'dcat:endpointDescription': words.page(places.documentation),
    },
  }
}

const describe = function* (on: Describing, dataset: Dataset): Generator<Resource> {
  const { words, places } = on
  const isWithdrawn = dataset.state === 'withdrawn'
  const distributions = isWithdrawn ? [] : dataset.distributions
  const address = datasetAddress(on, dataset.id)
  yield {
    id: address,
    types: ['dcat:Dataset', 'dcat:Resource'],
    says: {
      'dct:identifier': plain(dataset.id),
      'dct:title': inBoth(dataset.title),
      'dct:description': inBoth(dataset.description),
      'dcat:keyword': (['fr', 'en'] as const).flatMap((language) =>
        dataset.keywords[language].map((text) => ({ text, language })),
      ),
      'dcat:theme': words.theme(dataset.theme),
      'dct:publisher': authority(on, dataset.organisation),
      'dcat:contactPoint': vcardOf(dataset.contact),
      'dct:accrualPeriodicity': words.frequency(dataset.frequency),
      'dct:accessRights': words.openAccess(),
      'dct:issued': dataset.publishedAt ? typed('xsd:dateTime', dataset.publishedAt) : undefined,
      'dct:modified': typed('xsd:dateTime', dataset.updatedAt),
      'dct:spatial': dataset.spatial
        ? { types: ['dct:Location'], says: { 'skos:prefLabel': inBoth({ fr: dataset.spatial, en: '' }) } }
        : undefined,
      'dct:temporal': period(dataset.temporal),
      'dct:language': words.language('fr'),
      'dcat:version': plain(dataset.revision),
      'dcat:landingPage': words.page(places.dataset(dataset.id)),
      'adms:status': isWithdrawn ? words.withdrawn() : words.complete(),
      'adms:versionNotes':
        isWithdrawn && dataset.withdrawn ? inBoth({ fr: dataset.withdrawn.words, en: '' }) : undefined,
      'dct:isReplacedBy': dataset.withdrawn?.replacedBy
        ? { iri: datasetAddress(on, dataset.withdrawn.replacedBy) }
        : undefined,
      'dcat:distribution': distributions.map(({ id }) => ({ iri: distributionAddress(on, dataset.id, id) })),
    },
  }
  for (const one of distributions) yield distributionOf(on, dataset, one)
}

const period = ({ from, to }: Dataset['temporal']): Value | undefined =>
  from || to
    ? {
        types: ['dct:PeriodOfTime'],
        says: {
          'dcat:startDate': from ? typed('xsd:date', from) : undefined,
          'dcat:endDate': to ? typed('xsd:date', to) : undefined,
        },
      }
    : undefined

const distributionAddress = ({ places }: Describing, dataset: string, id: string): string =>
  `${places.dataset(dataset)}#${id}`

const distributionOf = (on: Describing, dataset: Dataset, one: Distribution): Resource => {
  const { words, places } = on
  const download = places.download(dataset.id, one.id)
  const isTable = one.rows !== null || one.kind === 'query'
  return {
    id: distributionAddress(on, dataset.id, one.id),
    types: ['dcat:Distribution'],
    says: {
      'dct:identifier': plain(one.id),
      'dct:title': inBoth(
        one.title.fr ? one.title : { fr: `${dataset.title.fr} (${FORMAT_NAMES[one.format]})`, en: '' },
      ),
      'dcat:accessURL': iri(one.kind === 'link' && one.url ? one.url : places.dataset(dataset.id)),
      'dcat:downloadURL': iri(one.kind === 'link' && one.url ? one.url : download),
      'dcat:mediaType': words.mediaType(one.mediaType),
      'dct:format': words.format(one.format),
      'dct:license': dataset.licence ? licence(on, dataset.licence) : undefined,
      'dcat:byteSize': one.bytes === null ? undefined : typed('xsd:nonNegativeInteger', one.bytes),
      'dct:modified': typed('xsd:dateTime', one.updatedAt),
      'dct:language': words.language('fr'),
      'adms:status': words.complete(),
      'spdx:checksum': one.digest
        ? {
            types: ['spdx:Checksum'],
            says: {
              'spdx:algorithm': words.sha256(),
              'spdx:checksumValue': typed('xsd:hexBinary', one.digest),
            },
          }
        : undefined,
      'dcat:accessService': isTable ? { iri: serviceAddress(on) } : undefined,
    },
  }
}

/** The address of the European table where there is one: harvesters compare addresses, not titles. */
const licence = (on: Describing, id: LicenceId): Reference => {
  const { authority: address, title, url } = LICENCES[id]
  return on.terms.use(address, ['dct:LicenseDocument'], {
    'dct:identifier': plain(id),
    'dct:title': inBoth(title),
    'dct:type': on.words.licenceType(id === 'CC0-1.0' || id === 'PDDL-1.0'),
    'foaf:page': on.words.page(url),
  })
}
