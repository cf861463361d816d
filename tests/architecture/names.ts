import { type Fault, lineOf, type Source } from './sources.ts'

/** Names that say nothing of what a thing is. */
const EMPTY = [
  'manager',
  'managers',
  'helper',
  'helpers',
  'util',
  'utils',
  'utility',
  'utilities',
  'misc',
  'common',
]

/** `Service` is a noun of ours, never the suffix of a class that does things. */
const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.toLowerCase())
    .filter(Boolean)

type Declared = { name: string; start: number; isClass: boolean }

/** What a file declares at any depth: constants, functions, types, classes. Not what it borrows from a library. */
export const declaredIn = (source: Source): Declared[] => {
  const declared: Declared[] = []
  const add = (id: { name?: string; start: number } | null, isClass = false) => {
    if (id?.name) declared.push({ name: id.name, start: id.start, isClass })
  }
  source.visit({
    VariableDeclarator: ({ id }) => add(id as { name?: string; start: number }),
    FunctionDeclaration: ({ id }) => add(id),
    ClassDeclaration: ({ id }) => add(id, true),
    TSTypeAliasDeclaration: ({ id }) => add(id),
    TSInterfaceDeclaration: ({ id }) => add(id),
  })
  return declared
}

export const nameFaults = (sources: Source[]): Fault[] =>
  sources.flatMap((source) => [...pathFaults(source), ...declaredFaults(source)])

const pathFaults = ({ path }: Source): Fault[] => {
  const empty = wordsOf(path).find((word) => EMPTY.includes(word))
  return empty ? [{ path, line: 0, says: `"${empty}" in a path: name what it does` }] : []
}

const declaredFaults = (source: Source): Fault[] =>
  declaredIn(source).flatMap(({ name, start, isClass }) => {
    const empty = wordsOf(name).find((word) => EMPTY.includes(word))
    const isDoer = isClass && /.Service$/.test(name)
    if (!empty && !isDoer) return []
    return [
      {
        path: source.path,
        line: lineOf(source, start),
        says: `${name}: "${empty ?? 'Service'}" says nothing`,
      },
    ]
  })

export type Term = { english: string; french: string; never: string[] }

/** The rows of docs/glossary.md: | English | French | never | meaning |. */
export const readGlossary = (markdown: string): Term[] =>
  [...markdown.matchAll(/^\| *([a-z][^|]*?) *\| *([^|]+?) *\| *([^|]*?) *\|/gm)]
    .map(([, english = '', french = '', never = '']) => ({
      english,
      french,
      never: never
        .split(',')
        .map((word) => word.trim())
        .filter((word) => /^[a-z]/.test(word)),
    }))
    .filter(({ english }) => english !== 'english')

/** One word per thing: a synonym that the glossary forbids is neither declared nor the name of a file. */
export const synonymFaults = (sources: Source[], glossary: Term[]): Fault[] => {
  const termOf = new Map(
    glossary.flatMap(({ english, never }) => never.map((word) => [word, english] as const)),
  )
  return sources.flatMap((source) => {
    const named = [{ name: source.path, start: 0 }, ...declaredIn(source)]
    return named.flatMap(({ name, start }) =>
      wordsOf(name).flatMap((word) => {
        const term = termOf.get(word)
        return term
          ? [
              {
                path: source.path,
                line: lineOf(source, start),
                says: `${name}: say "${term}", not "${word}"`,
              },
            ]
          : []
      }),
    )
  })
}

const IMPORTS = /^(import\s[^'"]*['"][^'"]*['"]\s*)*/

/** Past 300 lines, a file says at its head (its imports set aside) why it is one thing. */
export const lengthFaults = (files: { path: string; text: string }[], most = 300): Fault[] =>
  files
    .filter(({ text }) => text.split('\n').length > most + 1)
    .filter(({ text }) => !/^\s*(\/\*|\/\/)/.test(text.replace(IMPORTS, '')))
    .map(({ path, text }) => ({
      path,
      line: 1,
      says: `has ${text.split('\n').length - 1} lines: split it, or say at its head why it is one thing`,
    }))
