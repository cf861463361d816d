import { type Definition, faultSentence, type NeedWords, type Words } from '#catalogue'
import type { AnswerFault, Dossier } from '#dossiers'
import type { Language } from '#kernel'
import type { Faults } from '#look'

/** The words of a service in the reader’s language. */
export const wordsOf = ({ pinned }: Dossier, language: Language): Words => pinned.definition.words[language]

export const needWords = (definition: Definition, language: Language, need: string): NeedWords =>
  definition.words[language].needs[need] ?? { label: need }

/** A few words for a need: in a summary, a table, a notice. */
export const shortLabel = (definition: Definition, language: Language, need: string): string => {
  const words = needWords(definition, language, need)
  return words.short ?? words.label
}

/** Each fault in a sentence that says how to mend it, by the path of its field. The first of a path is enough. */
export const sentencesOf = (dossier: Dossier, language: Language, faults: readonly AnswerFault[]): Faults => {
  const { definition } = dossier.pinned
  const sentences: Record<string, string> = {}
  for (const fault of faults) sentences[fault.path] ??= sentenceOf(definition, language, fault)
  return sentences
}

const sentenceOf = (definition: Definition, language: Language, fault: AnswerFault): string => {
  if (fault.code === 'check')
    return definition.words[language].checks?.[String(fault.details['sentence'])] ?? ''
  const [need, , field] = fault.path.split('.')
  const words = needWords(definition, language, need!)
  const label = field ? (words.fields?.[field]?.label ?? field) : (words.short ?? words.label)
  return faultSentence(fault, label, language)
}
