import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { loadOrganisations } from '#parties'
import { checkFolder } from './check.ts'
import { jsonSchemas, schemaLine } from './json-schema.ts'

const FOLDER = 'services'
const services = (await readdir(FOLDER)).filter((name) => name !== 'schema')

describe('the services that come with Parvis', () => {
  for (const service of services) {
    it(`${service} passes every check without a warning, its golden cases included`, async () => {
      const organisations = await loadOrganisations('organisations')
      assert.ok(organisations.ok)
      const { findings } = await checkFolder(join(FOLDER, service), {
        ...organisations.value,
        today: '2026-11-22',
      })
      assert.deepEqual(findings, [])
    })

    it(`${service} takes at most 150 lines outside its words and examples`, async () => {
      const texts = await Promise.all(
        ['service.yaml', 'rules.yaml', 'parameters.yaml'].map((file) =>
          readFile(join(FOLDER, service, file), 'utf8').catch(() => ''),
        ),
      )
      const lines = texts.reduce((sum, text) => sum + (text.match(/\n/g) ?? []).length, 0)
      assert.ok(lines <= 150, `${lines} lines`)
    })

    it(`${service} tells editors where the schema of each file is`, async () => {
      const files = await readdir(join(FOLDER, service), { recursive: true })
      for (const file of files.filter((name) => name.endsWith('.yaml'))) {
        const [first] = (await readFile(join(FOLDER, service, file), 'utf8')).split('\n')
        assert.equal(first, schemaLine(file), file)
      }
    })
  }
})

describe('the schemas that editors read', () => {
  it('are those of the code: run bin/parvis schema after a change', async () => {
    const written = await readdir(join(FOLDER, 'schema'))
    assert.deepEqual(written.toSorted(), [...jsonSchemas().keys()].toSorted())
    for (const [name, schema] of jsonSchemas())
      assert.deepEqual(JSON.parse(await readFile(join(FOLDER, 'schema', name), 'utf8')), schema, name)
  })
})
