import type { Language } from '#kernel'

/**
 * What the laws are called that inventories cite by their chapter (LégisQuébec): few readers know that is the
 * Archives Act. A chapter that is not here is shown as it is cited.
 */
const LAWS: Record<string, Record<Language, string>> = {
  'A-2.1': {
    fr: 'Loi sur l’accès aux documents des organismes publics',
    en: 'Act respecting access to documents held by public bodies',
  },
  'A-6.002': { fr: 'Loi sur l’administration fiscale', en: 'Tax Administration Act' },
  'A-21.1': { fr: 'Loi sur les archives', en: 'Archives Act' },
  'C-1.1': {
    fr: 'Loi concernant le cadre juridique des technologies de l’information',
    en: 'Act to establish a legal framework for information technology',
  },
  'C-19': { fr: 'Loi sur les cités et villes', en: 'Cities and Towns Act' },
  'C-25.01': { fr: 'Code de procédure civile', en: 'Code of Civil Procedure' },
  'CCQ-1991': { fr: 'Code civil du Québec', en: 'Civil Code of Québec' },
  'E-2.2': {
    fr: 'Loi sur les élections et les référendums dans les municipalités',
    en: 'Act respecting elections and referendums in municipalities',
  },
  'I-3': { fr: 'Loi sur les impôts', en: 'Taxation Act' },
  'J-3': { fr: 'Loi sur la justice administrative', en: 'Act respecting administrative justice' },
}

/** The law of an article written `A-21.1, a. 7`. */
export const lawOf = (article: string, language: Language): string | null => {
  const chapter = article.split(',')[0]!.trim()
  return Object.hasOwn(LAWS, chapter) ? LAWS[chapter]![language] : null
}
