import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Command } from 'commander'
import { jsonSchemas } from '#catalogue'
import { readConfig } from '../config.ts'

export const schemaCommand = (program: Command) =>
  program
    .command('schema')
    .description(
      'Écrire les schémas que lisent les éditeurs, sous services/schema/ / Write the schemas that editors read',
    )
    .action(async () => {
      const folder = join(readConfig().servicesDir, 'schema')
      await mkdir(folder, { recursive: true })
      for (const [name, schema] of jsonSchemas()) await writeFile(join(folder, name), schemaText(schema))
      console.log(`${folder} : ${[...jsonSchemas().keys()].join(', ')}`)
    })

export const schemaText = (schema: object): string => `${JSON.stringify(schema, null, 2)}\n`
