/**
 * Writes docs/events.md and docs/refusals.md from what each domain declares, so that a reader finds in one place
 * everything that can happen and everything that can be refused. `--check` only says whether they are up to date.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { TSType } from 'oxc-parser'
import { format, resolveConfig } from 'prettier'
import { FLOORS } from '../tests/architecture/layers.ts'
import { ROOT, sourceOf } from '../tests/architecture/sources.ts'

type Entry = { name: string; meaning: string }

const HEADS = {
  events: {
    constant: 'EVENTS',
    title: '# Events',
    intro: 'Everything that can happen, by domain, with what each event says. The ledger holds nothing else.',
    columns: ['event', 'what it says'],
  },
  refusals: {
    constant: 'REFUSALS',
    title: '# Refusals',
    intro: 'Every reason for which an act is refused, by domain. A refusal is a value: nothing was done.',
    columns: ['refusal', 'when'],
  },
} as const

const entriesOf = async (path: string, constant: string): Promise<Entry[]> => {
  const declared = ((await import(pathToFileURL(path).href)) as Record<string, Record<string, string>>)[
    constant
  ]
  if (declared) return Object.entries(declared).map(([name, meaning]) => ({ name, meaning }))
  return unionIn(path).map((name) => ({ name, meaning: '' }))
}

/** A domain with few of them writes a union of literals: its members, or the `kind` of each of its shapes. */
const unionIn = (path: string): string[] => {
  const names: string[] = []
  const source = sourceOf(path, readFileSync(path, 'utf8'))
  const read = (type: TSType): void => {
    if (type.type === 'TSUnionType') for (const member of type.types) read(member)
    else if (type.type === 'TSLiteralType' && 'value' in type.literal) names.push(String(type.literal.value))
    else if (type.type === 'TSTypeLiteral')
      for (const member of type.members)
        if (
          member.type === 'TSPropertySignature' &&
          member.key.type === 'Identifier' &&
          member.key.name === 'kind'
        )
          read(member.typeAnnotation!.typeAnnotation)
  }
  source.visit({
    TSTypeAliasDeclaration: ({ id, typeAnnotation }) => {
      if (/(Event|Refusal)$/.test(id.name)) read(typeAnnotation)
    },
  })
  return names
}

const listOf = async (kind: keyof typeof HEADS): Promise<string> => {
  const { constant, title, intro, columns } = HEADS[kind]
  const parts = [title, `<!-- Written by bin/lists.ts from the sources: change it there. -->`, intro]
  for (const [floor, domains] of Object.entries(FLOORS))
    for (const domain of domains) {
      const path = join(ROOT, 'src', floor, domain, `${kind}.ts`)
      const entries = existsSync(path) ? await entriesOf(path, constant) : []
      if (entries.length) parts.push(`## ${domain}`, tableOf(columns, entries))
    }
  const file = join(ROOT, `docs/${kind}.md`)
  return format(parts.join('\n\n'), { ...(await resolveConfig(file)), filepath: file })
}

const tableOf = (columns: readonly string[], entries: Entry[]): string =>
  [
    `| ${columns.join(' | ')} |`,
    `|${columns.map(() => '---').join('|')}|`,
    ...entries.map(({ name, meaning }) => `| \`${name}\` | ${meaning.replaceAll('|', '\\|')} |`),
  ].join('\n')

for (const kind of ['events', 'refusals'] as const) {
  const file = join(ROOT, `docs/${kind}.md`)
  const text = await listOf(kind)
  if (existsSync(file) && readFileSync(file, 'utf8') === text) continue
  if (process.argv.includes('--check')) {
    console.log(`docs/${kind}.md is not what the sources declare: run "node bin/lists.ts"`)
    process.exitCode = 1
  } else {
    writeFileSync(file, text)
    console.log(`docs/${kind}.md written`)
  }
}
