import { NO_BREAK } from './typography.ts'
import type { Language, Text } from './words.ts'

/**
 * What the laws are called that services and inventories cite by their chapter (LégisQuébec): few readers know that
 * is the Archives Act. A chapter that is not here is shown as it is cited.
 */
const LAWS: Record<string, Text> = {
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
  'C-47.1': { fr: 'Loi sur les compétences municipales', en: 'Municipal Powers Act' },
  'CCQ-1991': { fr: 'Code civil du Québec', en: 'Civil Code of Québec' },
  'E-2.2': {
    fr: 'Loi sur les élections et les référendums dans les municipalités',
    en: 'Act respecting elections and referendums in municipalities',
  },
  'I-3': { fr: 'Loi sur les impôts', en: 'Taxation Act' },
  'J-3': { fr: 'Loi sur la justice administrative', en: 'Act respecting administrative justice' },
}

/** In English a law has sections, and a code has articles. */
const CODES = ['C-25.01', 'CCQ-1991']

/** An article as it is kept, in Québec's manner and whatever the reader's language: `J-3, a. 5`. */
const KEPT = /^([^,]+), a\. (.+)$/

/** The law of an article written `A-21.1, a. 7`; null of one that has no name here. */
export const lawOf = (article: string, language: Language): string | null => {
  const chapter = article.split(',')[0]!.trim()
  return Object.hasOwn(LAWS, chapter) ? LAWS[chapter]![language] : null
}

/** `J-3, a. 5`, or `J-3, s. 5` in English: short, in a sentence or a list. What is not cited so is shown as it was typed. */
export const formatArticle = (article: string, language: Language): string => {
  const [, chapter, number] = KEPT.exec(article) ?? []
  if (!chapter || !number) return article
  const mark = language === 'en' && !CODES.includes(chapter) ? 's.' : 'a.'
  return `${chapter}, ${mark}${NO_BREAK}${number}`
}

export const formatArticles = (articles: readonly string[], language: Language): string =>
  articles.map((one) => formatArticle(one, language)).join(language === 'fr' ? `${NO_BREAK}; ` : '; ')

/** `Loi sur la justice administrative (RLRQ, c. J-3, a. 5)`: in full, for whoever has to find the law. */
export const formatArticleInFull = (article: string, language: Language): string => {
  const short = formatArticle(article, language)
  const law = lawOf(article, language)
  if (!law || short === article) return short
  return `${law} (${language === 'fr' ? 'RLRQ' : 'CQLR'}, c.${NO_BREAK}${short})`
}
