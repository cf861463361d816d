import assert from 'node:assert/strict'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { loadOrganisations } from './load.ts'

const folders: string[] = []
after(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))))

const copyWith = async (file: string, change: (text: string) => string) => {
  const folder = await mkdtemp(join(tmpdir(), 'organisations-'))
  folders.push(folder)
  await cp('organisations', folder, { recursive: true })
  await writeFile(join(folder, file), change(await readFile(join(folder, file), 'utf8')))
  return loadOrganisations(folder)
}

describe('loading the organisations of the demonstration', () => {
  it('gives the organisations, the registries and six invented people', async () => {
    const read = await loadOrganisations('organisations')
    assert.ok(read.ok, JSON.stringify(read))
    const { organisations, registries, people } = read.value
    assert.deepEqual([...registries.keys()].toSorted(), ['etat-civil', 'revenu', 'self'])
    assert.equal(people.size, 6)
    assert.equal(organisations.get('regie-des-familles')?.agents[0]?.name, 'Lucie Gagnon')
  })

  it('holds money in cents and each child under a stable id', async () => {
    const read = await loadOrganisations('organisations')
    assert.ok(read.ok)
    const facts = read.value.people.get('amelie-tremblay')?.facts ?? []
    assert.equal(facts.find((each) => each.fact === 'familyNetIncome')?.value, 4_125_050)
    const children = facts.find((each) => each.fact === 'children')?.value as { id: string; name: string }[]
    assert.deepEqual(
      children.map((child) => child.name),
      ['Léa Tremblay', 'Noah Tremblay'],
    )
    assert.ok(children.every((child) => /^[a-z0-9]+$/.test(child.id)))
  })

  it('refuses a fact that the registry does not hold, and names the person', async () => {
    const read = await copyWith('people.yaml', (text) => text.replace('familyNetIncome:', 'income:'))
    assert.ok(!read.ok)
    assert.match(String(read.details['faults']), /amelie-tremblay: revenu.income/)
  })

  it('refuses an income written as a word, a child without an id, a wrong check digit, a day that does not exist', async () => {
    const word = await copyWith('people.yaml', (text) => text.replace('41250.50', 'beaucoup'))
    const child = await copyWith('people.yaml', (text) => text.replace('{ id: lea, ', '{ '))
    const digit = await copyWith('people.yaml', (text) => text.replace('000123455', '000123456'))
    const day = await copyWith('people.yaml', (text) => text.replace('1988-04-17', '1988-04-31'))
    for (const read of [word, child, digit, day]) assert.ok(!read.ok)
  })

  it('refuses an agent whose role the organisation does not have', async () => {
    const read = await copyWith('regie-des-familles.yaml', (text) =>
      text.replace('roles: [analyste', 'roles: [sorcier'),
    )
    assert.ok(!read.ok)
    assert.match(String(read.details['faults']), /sorcier/)
  })

  it('refuses a file that is not YAML, or a registry held by nobody', async () => {
    const broken = await copyWith('people.yaml', () => 'people: [')
    assert.ok(!broken.ok)
    assert.match(String(broken.details['faults']), /people\.yaml/)
    const nobody = await copyWith('registries.yaml', (text) =>
      text.replace('agence-du-revenu', 'agence-inconnue'),
    )
    assert.ok(!nobody.ok)
  })
})
