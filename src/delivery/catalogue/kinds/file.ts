import { formatFileSize } from '#kernel'
import { type FileValue, type Grammar, type Problem, problem, type Slot } from './grammar.ts'
import { tidied } from './line.ts'

const MOST = 10

/**
 * Attached files. A form's text never says what a file is: its content was stored and identified by an act of its own, and
 * the caller hands the files now attached (`Inputs.files`).
 */
export const file: Grammar<FileValue[]> = {
  inputs: [],
  read({ files }, slot) {
    if (files.length === 0) return { value: undefined }
    const found = overMost(files.length, slot)
    return found ?? { value: files.map(named) }
  },
  check(value, slot) {
    if (!Array.isArray(value)) return [problem('wrong-type')]
    const tooMany = overMost(value.length, slot)
    if (tooMany) return [tooMany]
    if (!value.every((one) => isFile(one, true))) return [problem('not-a-file')]
    return new Set(value.map(({ id }) => id)).size === value.length ? [] : [problem('repeated-file')]
  },
  holds: (value): value is FileValue[] => Array.isArray(value) && value.every((one) => isFile(one, false)),
  show: (value, { language }) => value.map(({ name, size }) => `${name} (${formatFileSize(size, language)})`),
  /** FEEL may count them and look at their form, never at their content. */
  feel: (value) => value.map(({ name, type, size }) => ({ name, type, size })),
  type: () => [],
  settle: (value) => value.map(named),
}

const overMost = (files: number, slot: Slot): Problem | null => {
  const most = slot.most ?? MOST
  return files > most ? problem('too-many-files', { most }) : null
}

const KEYS = ['id', 'name', 'type', 'size', 'digest']

/** `kept`: its name too is in the form that is kept. */
const isFile = (value: unknown, kept: boolean): value is FileValue => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const { id, name, type, size, digest } = value as Record<string, unknown>
  return (
    Object.keys(value).length === KEYS.length &&
    isMatching(id, /^[A-Za-z0-9-]{1,64}$/) &&
    typeof name === 'string' &&
    (!kept || nameOf(name) === name) &&
    isMatching(type, /^[\w.+-]{1,60}\/[\w.+-]{1,100}$/) &&
    Number.isSafeInteger(size) &&
    (size as number) >= 0 &&
    isMatching(digest, /^[0-9a-f]{64}$/)
  )
}

const isMatching = (value: unknown, pattern: RegExp): boolean =>
  typeof value === 'string' && pattern.test(value)

const named = (file: FileValue): FileValue => ({ ...file, name: nameOf(file.name) })

/**
 * A file's name as it is kept: without folders, composed (macOS sends names decomposed) and without what cannot be kept.
 * A name is never a reason to refuse a file.
 */
const nameOf = (sent: string): string => {
  const last = sent.slice(-400).split(/[/\\]/).at(-1)!.toWellFormed()
  const tidy = tidied(last.replace(/\p{Cc}/gu, ' '), 400, false)
  // The end is kept: it has the extension.
  return (typeof tidy === 'string' && [...tidy].slice(-150).join('').trim()) || 'document'
}
