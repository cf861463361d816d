import { type Definition, faultSentence, type NeedWords, type Words } from '#catalogue'
import { type AnswerFault, type Dossier, remainderOf } from '#dossiers'
import type { Language } from '#kernel'
import type { Faults } from '#look'
import type { Form, Platform } from '#web'

/** The words of a service in the reader’s language. */
export const wordsOf = ({ pinned }: Dossier, language: Language): Words => pinned.definition.words[language]

export const needWords = (definition: Definition, language: Language, need: string): NeedWords =>
  definition.words[language].needs[need] ?? { label: need }

/** A few words for a need: in a summary, a table, a notice. */
export const shortLabel = (definition: Definition, language: Language, need: string): string => {
  const words = needWords(definition, language, need)
  return words.short ?? words.label
}

/** Who asks; null without an account. */
export const nameOf = (platform: Pick<Platform, 'nameOf'>, { parties }: Dossier): string | null => {
  const person = parties.find(({ role }) => role === 'applicant')?.person
  return (person && platform.nameOf(person)) ?? null
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
  return faultSentence(fault, '', language)
}

/** The same for the top of the page, far from the fields: each sentence after its question, and after the item’s name. */
export const afterQuestions = (dossier: Dossier, language: Language, faults: Faults, form?: Form): Faults => {
  if (Object.keys(faults).length === 0) return faults
  const { definition } = dossier.pinned
  const { inForce } = remainderOf(dossier.pinned, dossier)
  const questionOf = (path: string): string => {
    const [id, itemId, field] = path.split('.')
    const words = definition.words[language].needs[id!]
    if (!words || !itemId) return words?.label ?? ''
    const one = inForce.find(({ need }) => need.id === id)
    const rows = (Array.isArray(one?.value) ? one.value : []) as Record<string, unknown>[]
    const title = one?.need.fields.find(({ is }) => is === 'text')?.id
    const named = title && rows.find((row) => row['id'] === itemId)?.[title]
    const at = (form?.get(`${id}._items`) ?? rows.map((row) => row['id'])).indexOf(itemId)
    const item = named ? String(named) : `${words.item ?? ''} ${at < 0 ? '' : at + 1}`.trim()
    const label = (field && words.fields?.[field]?.label) ?? ''
    return [item, label].filter(Boolean).join(language === 'fr' ? '\u00a0: ' : ': ')
  }
  return Object.fromEntries(
    Object.entries(faults).map(([path, sentence]) => [path, joined(questionOf(path), sentence)]),
  )
}

const joined = (question: string, sentence: string): string =>
  question === '' ? sentence : `${question}${/[?!.…]$/.test(question) ? '' : '.'} ${sentence}`
