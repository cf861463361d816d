import assert from 'node:assert/strict'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { checkFolder, createCatalogue } from '#catalogue'
import { loadOrganisations, type Organisations } from '#parties'
import { type FreshDatabase, freshDatabase } from '../../tests/support/database.ts'
import { newService } from './new-service.ts'
import { publishServices, serviceIds, watchServices } from './services.ts'

const clock = () => new Date('2026-11-22T15:00:00Z')

let fresh: FreshDatabase
let organisations: Organisations
let servicesDir: string
let said: string[]
before(async () => {
  fresh = await freshDatabase()
  const loaded = await loadOrganisations('organisations')
  assert.ok(loaded.ok)
  organisations = loaded.value
  servicesDir = await mkdtemp(join(tmpdir(), 'services-'))
  await cp('services', servicesDir, { recursive: true })
})
beforeEach(() => (said = []))
after(async () => {
  await rm(servicesDir, { recursive: true })
  await fresh.drop()
})

const publication = () => ({
  config: { servicesDir, organisationsDir: 'organisations' },
  db: fresh.db,
  organisations,
  clock,
  say: (line: string) => void said.push(line),
})

const edit = async (service: string, file: string, from: string, to: string) => {
  const path = join(servicesDir, service, file)
  const text = await readFile(path, 'utf8')
  assert.ok(text.includes(from), `${from} is not in ${file}`)
  await writeFile(path, text.replace(from, to))
}

const soon = async (holds: () => boolean, what: string) => {
  // A minute is for a fault, not for a busy machine.
  for (let tries = 0; tries < 1_200; tries++) {
    if (holds()) return
    await wait(50)
  }
  assert.fail(`${what} did not happen; said: ${said.join('\n')}`)
}

describe('publishing a folder of services', () => {
  it('finds the services, and leaves the schemas and whatever has no service.yaml', async () => {
    assert.deepEqual(await serviceIds(servicesDir), [
      'allocation-famille',
      'certificat-naissance',
      'signalement-chaussee',
    ])
    await assert.rejects(() => serviceIds('/nowhere/at/all'), /does not exist/)
  })

  it('publishes each once, and nothing the second time', async () => {
    await publishServices(publication())
    assert.equal(said.filter((line) => line.includes('version 1')).length, 3)
    said = []
    await publishServices(publication())
    assert.deepEqual(said, [])
  })

  it('says what is wrong with one, leaves it as it was, and publishes the others', async () => {
    await edit('certificat-naissance', 'service.yaml', 'role: officier', 'role: oficier')
    await edit('signalement-chaussee', 'words.fr.yaml', 'Où est le problème ?', 'À quel endroit ?')
    await publishServices(publication())
    assert.match(said.join('\n'), /certificat-naissance\/service\.yaml:\d+ {2}\[unknown-role\]/)
    assert.match(said.join('\n'), /signalement-chaussee : version 2/)
    await edit('certificat-naissance', 'service.yaml', 'role: oficier', 'role: officier')
  })
})

describe('editing a service in the demonstration', () => {
  it('is live within moments of being saved, and a fault is said without taking the service away', async () => {
    await publishServices(publication())
    said = []
    const catalogue = await createCatalogue(fresh.db, { every: 60_000 })
    const watch = watchServices({ ...publication(), catalogue })
    const summary = () => catalogue.current('allocation-famille')?.definition.words.fr.summary
    await watch.begun
    await edit(
      'allocation-famille',
      'words.fr.yaml',
      'Une aide versée aux parents',
      'De l’argent versé aux parents',
    )
    await soon(() => summary()?.startsWith('De l’argent') ?? false, 'the publication')

    await edit('allocation-famille', 'service.yaml', 'retention: P6Y', 'retention: six ans')
    await soon(() => said.some((line) => line.includes('[wrong-shape]')), 'the finding')
    assert.ok(summary()?.startsWith('De l’argent'))
    const before = said.length
    await wait(900)
    assert.equal(said.length, before, 'the same fault is said once')
    await watch.stop()
    catalogue.stop()
  })
})

describe('beginning a service', () => {
  it('gives a folder that passes every check, whatever the organisation', async () => {
    for (const { id, agents } of organisations.organisations.values()) {
      const service = `essai-${id}`
      const files = newService({
        id: service,
        authority: id,
        role: agents[0]!.roles[0]!,
        today: '2026-11-22',
      })
      const folder = await mkdtemp(join(tmpdir(), 'new-'))
      for (const [name, text] of files) {
        const path = join(folder, service, name)
        await mkdir(dirname(path), { recursive: true })
        await writeFile(path, text)
      }
      const { findings, definition } = await checkFolder(join(folder, service), {
        ...organisations,
        today: '2026-11-22',
      })
      assert.deepEqual(findings, [])
      assert.equal(definition?.authority, id)
      await rm(folder, { recursive: true })
    }
  })
})
