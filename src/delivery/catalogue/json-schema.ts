import { z } from 'zod'
import { ExampleFile, ParametersFile, RulesFile, ServiceFile, WordsFile } from './schema.ts'

const FILES = {
  service: { schema: ServiceFile, title: 'service.yaml' },
  rules: { schema: RulesFile, title: 'rules.yaml' },
  parameters: { schema: ParametersFile, title: 'parameters.yaml' },
  words: { schema: WordsFile, title: 'words.fr.yaml, words.en.yaml' },
  example: { schema: ExampleFile, title: 'examples/*.yaml' },
} as const

/**
 * The JSON Schema (2020-12) of each file of a service, by the name of its own file under services/schema/: what
 * an editor reads to complete and explain, from the same source as the checks.
 */
export const jsonSchemas = (): ReadonlyMap<string, object> =>
  new Map(
    Object.entries(FILES).map(([name, { schema, title }]) => [
      `${name}.json`,
      { ...z.toJSONSchema(schema, { io: 'input', reused: 'ref' }), title },
    ]),
  )

/** The first line of each YAML, which tells an editor where its schema is. */
export const schemaLine = (file: string): string => {
  const name = file.startsWith('words.')
    ? 'words'
    : file.startsWith('examples/')
      ? 'example'
      : file.replace('.yaml', '')
  return `# yaml-language-server: $schema=${file.includes('/') ? '../../' : '../'}schema/${name}.json`
}
