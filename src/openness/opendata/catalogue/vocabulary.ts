import type { Format, Frequency, Theme } from '../dataset.ts'
import { FREQUENCY_WORDS } from '../words.ts'
import type { Terms } from './rdf/terms.ts'
import { inBoth, type Reference } from './rdf/resource.ts'

type Label = { fr: string; en: string }

/** The authority tables of the European Union, whose addresses every harvester knows. */
const AUTHORITY = 'http://publications.europa.eu/resource/authority'

/** https://publications.europa.eu/resource/authority/data-theme, with its own labels. */
export const THEME_NAMES: Record<Theme, Label> = {
  AGRI: {
    fr: 'Agriculture, pêche, sylviculture et alimentation',
    en: 'Agriculture, fisheries, forestry and food',
  },
  ECON: { fr: 'Économie et finances', en: 'Economy and finance' },
  EDUC: { fr: 'Éducation, culture et sport', en: 'Education, culture and sport' },
  ENER: { fr: 'Énergie', en: 'Energy' },
  ENVI: { fr: 'Environnement', en: 'Environment' },
  GOVE: { fr: 'Gouvernement et secteur public', en: 'Government and public sector' },
  HEAL: { fr: 'Santé', en: 'Health' },
  JUST: { fr: 'Justice et sécurité publique', en: 'Justice and public safety' },
  REGI: { fr: 'Régions et villes', en: 'Regions and cities' },
  SOCI: { fr: 'Population et société', en: 'Population and society' },
  TECH: { fr: 'Science et technologie', en: 'Science and technology' },
  TRAN: { fr: 'Transports', en: 'Transport' },
}

export const FORMAT_NAMES: Record<Format, string> = { csv: 'CSV', json: 'JSON', geojson: 'GeoJSON' }

const FILE_TYPES: Record<Format, string> = { csv: 'CSV', json: 'JSON', geojson: 'GEOJSON' }

const LANGUAGE_CODES = { fr: 'FRA', en: 'ENG' } as const

/** What is said of the same things in every catalogue: each is described where it is used. */
export const vocabularyOf = (terms: Terms) => ({
  themes: (): Reference =>
    terms.use(`${AUTHORITY}/data-theme`, ['skos:ConceptScheme'], {
      'dct:title': inBoth({ fr: 'Thème de données', en: 'Data theme' }),
    }),
  theme: (code: Theme): Reference => terms.concept(`${AUTHORITY}/data-theme/${code}`, THEME_NAMES[code]),
  frequency: (code: Frequency): Reference =>
    terms.concept(
      `${AUTHORITY}/frequency/${code}`,
      { fr: FREQUENCY_WORDS.fr[code], en: FREQUENCY_WORDS.en[code] },
      ['dct:Frequency'],
    ),
  language: (language: 'fr' | 'en'): Reference =>
    terms.use(`${AUTHORITY}/language/${LANGUAGE_CODES[language]}`, ['dct:LinguisticSystem']),
  format: (format: Format): Reference =>
    terms.use(`${AUTHORITY}/file-type/${FILE_TYPES[format]}`, ['dct:MediaTypeOrExtent']),
  mediaType: (type: string): Reference =>
    terms.use(`https://www.iana.org/assignments/media-types/${type.split(';')[0]!.trim()}`, [
      'dct:MediaType',
    ]),
  canada: (): Reference =>
    terms.use(`${AUTHORITY}/country/CAN`, ['dct:Location'], {
      'skos:prefLabel': inBoth({ fr: 'Canada', en: 'Canada' }),
    }),
  openAccess: (): Reference =>
    terms.use(`${AUTHORITY}/access-right/PUBLIC`, ['dct:RightsStatement'], {
      'skos:prefLabel': inBoth({ fr: 'public', en: 'public' }),
    }),
  publisherKind: (isLocal: boolean): Reference =>
    isLocal
      ? terms.concept('http://purl.org/adms/publishertype/LocalAuthority', {
          fr: 'Autorité locale',
          en: 'Local authority',
        })
      : terms.concept('http://purl.org/adms/publishertype/RegionalAuthority', {
          fr: 'Autorité régionale',
          en: 'Regional authority',
        }),
  complete: (): Reference =>
    terms.concept('http://purl.org/adms/status/Completed', { fr: 'En vigueur', en: 'Completed' }),
  withdrawn: (): Reference =>
    terms.concept('http://purl.org/adms/status/Withdrawn', { fr: 'Retiré', en: 'Withdrawn' }),
  licenceType: (isPublicDomain: boolean): Reference =>
    isPublicDomain
      ? terms.concept('http://purl.org/adms/licencetype/PublicDomain', {
          fr: 'Domaine public',
          en: 'Public domain',
        })
      : terms.concept('http://purl.org/adms/licencetype/Attribution', {
          fr: 'Attribution',
          en: 'Attribution',
        }),
  canadianDollar: (): Reference =>
    terms.concept(`${AUTHORITY}/currency/CAD`, { fr: 'dollar canadien', en: 'Canadian dollar' }),
  sha256: (): Reference =>
    terms.use('http://spdx.org/rdf/terms#checksumAlgorithm_sha256', ['spdx:ChecksumAlgorithm']),
  page: (address: string): Reference => terms.use(address, ['foaf:Document']),
})

export type Vocabulary = ReturnType<typeof vocabularyOf>
