import { LANGUAGES, type Language } from '#kernel'
import { type Finding, reporter, warning } from '../findings.ts'
import type { Path } from '../source.ts'
import type { Check } from './checked.ts'

export const READING = {
  'long-sentence': warning<{ words: number; most: number; beginning: string }>(
    (d) => [
      `Une phrase de ${d.words} mots : « ${d.beginning}… ».`,
      `Coupez-la en deux : au-delà de ${d.most} mots, on relit.`,
    ],
    (d) => [
      `A sentence of ${d.words} words: “${d.beginning}…”.`,
      `Cut it in two: past ${d.most} words, people read it again.`,
    ],
  ),
  'hard-to-read': warning<{ lix: number; most: number; beginning: string }>(
    (d) => [
      `Texte difficile (indice LIX ${d.lix}, au plus ${d.most}) : « ${d.beginning}… ».`,
      `Préférez des mots courts et une idée par phrase.`,
    ],
    (d) => [
      `Hard to read (LIX ${d.lix}, at most ${d.most}): “${d.beginning}…”.`,
      `Prefer short words and one idea per sentence.`,
    ],
  ),
}

const report = reporter(READING)

/** The longest sentence that is read in one go, by a person in a hurry. */
const MOST_WORDS = 25

/**
 * LIX (Björnsson, 1968): words per sentence, plus the share in percent of words of more than six letters. Above 50 a
 * text is difficult. French words are longer: we give it five points more.
 */
const MOST_LIX: Record<Language, number> = { fr: 55, en: 50 }

/** Below this many words the share of long ones says nothing. */
const ENOUGH_WORDS = 20

/** A warning never stops a publication: sometimes the law has only one word for a thing. */
export const reading: Check = ({ source, definition }) =>
  LANGUAGES.flatMap((language) =>
    textsOf(definition.words[language], []).flatMap(({ text, path }) =>
      findingsOf(text, language, source.at(`words.${language}.yaml`, path)),
    ),
  )

const textsOf = (value: unknown, path: Path): { text: string; path: Path }[] => {
  if (typeof value === 'string') return [{ text: value, path }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, below]) => textsOf(below, [...path, key]))
}

const findingsOf = (text: string, language: Language, where: string): Finding[] => {
  const sentences = sentencesOf(text, language)
  const longest = sentences.toSorted((a, b) => b.length - a.length)[0] ?? []
  if (longest.length > MOST_WORDS) {
    const details = { words: longest.length, most: MOST_WORDS, beginning: beginningOf(longest) }
    return [report('long-sentence', where, details)]
  }
  const lix = lixOf(sentences)
  const most = MOST_LIX[language]
  return lix > most
    ? [report('hard-to-read', where, { lix, most, beginning: beginningOf(sentences[0] ?? []) })]
    : []
}

const beginningOf = (words: readonly string[]) => words.slice(0, 5).join(' ')

export const lixOf = (sentences: readonly string[][]): number => {
  const words = sentences.flat()
  if (words.length < ENOUGH_WORDS) return 0
  const long = words.filter((word) => [...word].length > 6).length
  return Math.round(words.length / sentences.length + (100 * long) / words.length)
}

const segmenters: Record<Language, { sentence: Intl.Segmenter; word: Intl.Segmenter }> = {
  fr: segmentersOf('fr-CA'),
  en: segmentersOf('en-CA'),
}

function segmentersOf(locale: string) {
  return {
    sentence: new Intl.Segmenter(locale, { granularity: 'sentence' }),
    word: new Intl.Segmenter(locale, { granularity: 'word' }),
  }
}

/** The words of each sentence; a colon or a semicolon ends what a person holds in mind at once. */
export const sentencesOf = (text: string, language: Language): string[][] =>
  [...segmenters[language].sentence.segment(text)]
    .flatMap(({ segment }) => segment.split(/[:;]\s/))
    .map((sentence) =>
      [...segmenters[language].word.segment(sentence)]
        .filter((part) => part.isWordLike)
        .map((part) => part.segment),
    )
    .filter((sentence) => sentence.length > 0)
