import { ok, refused, type Result, typedLine, typedText } from '#kernel'
import type { ProcessRefusal } from './refusals.ts'

/** Without case nor accents: how names are compared and searched. */
export const folded = (text: string): string =>
  typedLine(text).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('’', "'")

const MOST_NAME = 120
export const MOST_TEXT = 500
const MOST_COST = 100_000_000

export const readName = (typed: string): Result<string, 'name-missing' | 'name-too-long'> => {
  const name = typedLine(typed)
  if (name === '') return refused('name-missing')
  return name.length > MOST_NAME ? refused('name-too-long', { most: MOST_NAME }) : ok(name)
}

/** A text of some lines; empty when nothing was typed. `field` tells which one is too long. */
export const readText = (typed: string, field: string): Result<string, 'text-too-long'> => {
  const text = typedText(typed)
  return text.length > MOST_TEXT ? refused('text-too-long', { most: MOST_TEXT, field }) : ok(text)
}

/** Pages or hours a year: `12 000`; null when nobody knows. */
export const readCost = (
  typed: string,
  field: 'pages' | 'hours',
): Result<number | null, 'cost-malformed'> => {
  const bare = typed.replace(/[\s\u00a0\u202f]/g, '')
  if (bare === '') return ok(null)
  const known = /^\d{1,9}$/.test(bare) ? Number(bare) : Number.NaN
  return known <= MOST_COST ? ok(known) : refused('cost-malformed', { field })
}

const MOST_ARTICLE = 80
const MOST_ARTICLES = 10

/** Articles of law, one a line or apart by `;`, each as it is cited: `A-21.1, a. 7`. The same one twice is one. */
export const readArticles = (
  typed: string,
): Result<string[], Extract<ProcessRefusal, 'article-malformed' | 'too-many-articles'>> => {
  const articles = new Map<string, string>()
  for (const part of typedText(typed).split(/[\n;]/)) {
    const article = articleOf(part)
    if (article === '') continue
    if (article.length > MOST_ARTICLE || !/\d/.test(article)) return refused('article-malformed', { article })
    articles.set(folded(article), articles.get(folded(article)) ?? article)
  }
  return articles.size > MOST_ARTICLES
    ? refused('too-many-articles', { most: MOST_ARTICLES })
    : ok([...articles.values()])
}

/** One way to write each: `RLRQ, c., art. 7.` and `A-21.1, a. 7` are the same article. */
export const articleOf = (typed: string): string =>
  typedLine(typed)
    .replace(/^(RLRQ|L\.?R\.?Q\.?),?\s*(c(hapitre|\.)?\s*)?/i, '')
    .replace(/\b(article|art\.?)\s*(?=\d)/gi, 'a. ')
    .replace(/\ba\.\s*(?=\d)/g, 'a. ')
    .replace(/\s*,\s*/g, ', ')
    .replace(/[.,\s]+$/, '')
