import { readdirSync, readFileSync } from 'node:fs'
import { join, posix, sep } from 'node:path'
import { parseSync, Visitor } from 'oxc-parser'

/** A file of the project, its path from the root with `/`, parsed once for every rule. */
export type Source = { path: string; text: string; imports: string[]; visit: (visitor: Visiting) => void }

export type Visiting = ConstructorParameters<typeof Visitor>[0]

/** What a rule found: a file, a line, and a sentence that says how to mend it. */
export type Fault = { path: string; line: number; says: string }

export const ROOT = join(import.meta.dirname, '../..')

export const sourceOf = (path: string, text: string): Source => {
  const parsed = parseSync(path, text)
  if (parsed.errors.length) throw new Error(`${path} does not parse: ${parsed.errors[0]!.message}`)
  const visit = (visitor: Visiting) => new Visitor(visitor).visit(parsed.program)
  return { path, text, imports: importsOf(parsed, text, visit), visit }
}

/** Everything that a file asks of others: imports, exports from, `import()`, and types asked by `import('…')`. */
const importsOf = (
  { module }: ReturnType<typeof parseSync>,
  text: string,
  visit: (visitor: Visiting) => void,
): string[] => {
  const found = module.staticImports.map(({ moduleRequest }) => moduleRequest.value)
  for (const { entries } of module.staticExports)
    for (const { moduleRequest } of entries) if (moduleRequest) found.push(moduleRequest.value)
  for (const { moduleRequest } of module.dynamicImports) {
    const literal = /^(['"`])([^$]*)\1$/.exec(text.slice(moduleRequest.start, moduleRequest.end))
    if (literal) found.push(literal[2]!)
  }
  visit({ TSImportType: ({ source }) => void found.push(source.value) })
  return [...new Set(found)]
}

/** Every TypeScript file of those folders, or those files. */
export const readSources = (root: string, places: string[]): Source[] =>
  places.flatMap((place) =>
    filesUnder(root, place)
      .filter((path) => path.endsWith('.ts'))
      .map((path) => sourceOf(path, readFileSync(join(root, path), 'utf8'))),
  )

export const filesUnder = (root: string, place: string): string[] =>
  readdirSync(join(root, place), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      posix.join(
        ...join(entry.parentPath, entry.name)
          .slice(root.length + 1)
          .split(sep),
      ),
    )
    .toSorted()

export const lineOf = (source: Source, offset: number): number =>
  source.text.slice(0, offset).split('\n').length

export const isTest = (path: string): boolean => path.endsWith('.test.ts') || path.startsWith('tests/')

/** Made of texts, as a rule's planted faults are. */
export const plant = (files: Record<string, string>): Source[] =>
  Object.entries(files).map(([path, text]) => sourceOf(path, text))

/** For an assertion whose failure reads as the list of what to mend. */
export const listed = (faults: Fault[]): string[] =>
  faults.map(({ path, line, says }) => `${path}:${line} ${says}`)
