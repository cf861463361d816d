import { REMOVED } from './removed.ts'

const NUMBER = String.raw`(?<![\p{L}\d.,-])\d{1,6}(?:[\s-]?[a-z](?![\p{L}]))?(?:\s?[-/]\s?\d{1,5})?`
const FRENCH_WAY =
  'rue|avenue|av\\.?|boulevard|boul\\.?|bd|blvd|chemin|ch\\.|rang|route|rte|place|all[ée]e|mont[ée]e|c[ôo]te|impasse|croissant|terrasse|promenade|ruelle|carr[ée]|cercle|quai|sentier|autoroute'
const ENGLISH_WAY =
  'street|st\\.?|avenue|ave\\.?|road|rd\\.?|boulevard|blvd\\.?|drive|dr\\.?|lane|ln\\.?|court|crescent|cres\\.?|way|place|terrace|circle|square|highway|hwy'
const LINK = "(?:de|du|des|la|le|les|l['’]|d['’]|à|aux?|saint|sainte|st|ste|of|the)"
const WORD = String.raw`(?:${LINK}[\s-]*|[\p{Lu}\d][\p{L}\d'’.-]*[\s-]*)`
/** In small letters throughout, a name of a way still follows « des », « du » or « de la ». */
const NAME = String.raw`(?:(?:${WORD}){1,7}|(?:(?:de\s+la|de\s+l['’]|des|du|de|d['’])\s*[\p{L}'’-]+))`
const UNIT = String.raw`(?:[\s,]*(?:app(?:artement)?|apt|unit[ée]?|suite|bureau|local|#|no)\.?\s*#?\s*[\p{L}\d-]{1,6})?`
const TOWN = String.raw`(?:[\s,]+(?:à\s+|in\s+)?[\p{Lu}][\p{L}'’-]+(?:[\s-][\p{Lu}][\p{L}'’-]+)*\s*\((?:Québec|Quebec|QC|Qc)\))?`

const FRENCH = new RegExp(String.raw`${NUMBER},?\s+(?:${FRENCH_WAY})\s+${NAME}${UNIT}${TOWN}`, 'giu')
const ENGLISH = new RegExp(
  String.raw`${NUMBER},?\s+(?:[\p{L}'’.-]+\s+){1,4}?(?:${ENGLISH_WAY})(?![\p{L}])${UNIT}${TOWN}`,
  'giu',
)
const BOX = /\b(?:c\.?\s?p\.?|case\s+postale|casier|p\.?\s?o\.?\s+box)\s*\d{1,6}\b/giu
const UNIT_ALONE =
  /\b(?:app(?:artement|t)?|apt|apartment|logement)\.?\s*(?:#|no\.?|numéro)?\s*\d{1,5}[a-z]?\b/giu

/**
 * Civic addresses: a number and the name of a way. A way alone (« la rue des Ormes ») is where a hole is, and stays; so
 * do counts (« 3 places »), roads by number and articles of law.
 */
export const withoutPlaces = (text: string): string =>
  text
    .replace(FRENCH, (found) => withSpace(found, REMOVED.address))
    .replace(ENGLISH, (found) => (isCount(found) ? found : withSpace(found, REMOVED.address)))
    .replace(BOX, REMOVED.address)
    .replace(UNIT_ALONE, REMOVED.address)

/** What followed the address keeps its distance. */
const withSpace = (found: string, label: string): string => label + /[\s,.;-]*$/u.exec(found)![0]

/** « 2 steps to place », « 10 minutes on the road »: counted things before a way, no name. */
const isCount = (found: string): boolean =>
  /^\d+,?\s+(?:minutes?|hours?|days?|weeks?|months?|years?|times?|pages?|steps?|people|persons?|questions?|heures?|jours?|semaines?|mois|ans?|fois|personnes?|étapes?|km|m)\b/iu.test(
    found,
  ) || !/[\p{Lu}]/u.test(found.replace(/^\S+\s+/, ''))
