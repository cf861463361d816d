import { readdir } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import type { z } from 'zod'
import { ok, refused, type Result } from '#kernel'
import type { Definition } from './definition.ts'
import { error, reporter, type Finding } from './findings.ts'
import { kindFaults } from './kind-faults.ts'
import { normalise } from './normalise.ts'
import { ExampleFile, ParametersFile, RulesFile, ServiceFile, WordsFile } from './schema.ts'
import type { Example, ParametersSource, RulesSource, ServiceSource, Words } from './schema.ts'
import { shapeFaults } from './shape-faults.ts'
import type { Path, Source } from './source.ts'
import { readYaml, type YamlFile } from './yaml.ts'

export const LOADING = {
  'file-missing': error<{ file: string }>(
    (d) => [`Le fichier ${d.file} manque.`, `Créez-le, ou copiez celui d’un autre service.`],
    (d) => [`The file ${d.file} is missing.`, `Create it, or copy that of another service.`],
  ),
  'not-yaml': error<{ message: string }>(
    (d) => [
      `Ce fichier ne se lit pas : ${d.message}`,
      `Vérifiez les guillemets, les retraits et les accolades de cette ligne.`,
    ],
    (d) => [
      `This file cannot be read: ${d.message}`,
      `Look at the quotes, the indents and the braces of this line.`,
    ],
  ),
}

const report = reporter(LOADING)

/**
 * Reads the folder of one service.
 * Refused `cannot-load` with `findings` (Finding[]) when a file is missing, is not YAML or has not the shape of the
 * language. Says nothing of what only a look across files shows: that is `checkDefinition`.
 */
export const loadFolder = async (folder: string): Promise<Result<Definition, 'cannot-load'>> => {
  const read = await readSource(folder)
  return read.ok ? ok(normalise(read.value)) : read
}

/** The same, as it is written and with the line of each value: what the checks need. */
export const readSource = async (folder: string): Promise<Result<Source, 'cannot-load'>> => {
  const id = basename(resolve(folder))
  const files = new Files(folder, id)
  const service = await files.read<ServiceSource>('service.yaml', ServiceFile)
  const rules = await files.read<RulesSource>('rules.yaml', RulesFile, 'optional')
  const parameters = await files.read<ParametersSource>('parameters.yaml', ParametersFile, 'optional')
  const fr = await files.read<Words>('words.fr.yaml', WordsFile)
  const en = await files.read<Words>('words.en.yaml', WordsFile)
  const examples = await files.readExamples()
  if (service) files.findings.push(...kindFaults(service, (path) => files.at('service.yaml', path)))
  if (!service || !fr || !en || files.findings.length > 0)
    return refused('cannot-load', { findings: files.findings })
  return ok({ id, service, rules, parameters, words: { fr, en }, examples, at: files.at })
}

/** The findings of a refused load. */
export const findingsOf = (refusal: { details: Record<string, unknown> }): Finding[] =>
  (refusal.details['findings'] as Finding[] | undefined) ?? []

class Files {
  readonly findings: Finding[] = []
  readonly folder: string
  readonly id: string
  readonly #read = new Map<string, YamlFile>()

  constructor(folder: string, id: string) {
    this.folder = folder
    this.id = id
  }

  at = (file: string, path: Path = []): string =>
    `${this.id}/${file}${this.#read.has(file) ? `:${this.#read.get(file)!.line(path)}` : ''}`

  async read<T>(file: string, schema: z.ZodType, presence: 'required' | 'optional' = 'required') {
    const yaml = await readYaml(join(this.folder, file))
    if (!yaml) {
      if (presence === 'required') this.findings.push(report('file-missing', this.at(file), { file }))
      return null
    }
    this.#read.set(file, yaml)
    for (const fault of yaml.faults)
      this.findings.push(report('not-yaml', `${this.id}/${file}:${fault.line}`, { message: fault.message }))
    if (yaml.faults.length > 0) return null
    const { value, findings } = shapeFaults(schema, yaml.value, (path) => this.at(file, path))
    this.findings.push(...findings)
    return value as T | null
  }

  async readExamples(): Promise<{ file: string; example: Example }[]> {
    const names = await readdir(join(this.folder, 'examples')).catch(() => [])
    const examples: { file: string; example: Example }[] = []
    for (const name of names.filter((each) => each.endsWith('.yaml')).toSorted()) {
      const example = await this.read<Example>(`examples/${name}`, ExampleFile)
      if (example) examples.push({ file: `examples/${name}`, example })
    }
    return examples
  }
}
