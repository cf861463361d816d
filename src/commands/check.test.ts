import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'

let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'services-'))
})
after(() => rm(folder, { recursive: true }))

type Ran = { status: number; out: string; err: string }

const parvis = (...words: string[]): Promise<Ran> =>
  new Promise((resolve) => {
    const env = { ...process.env, PARVIS_SERVICES: folder }
    execFile(process.execPath, ['src/cli.ts', ...words], { env }, (error, out, err) =>
      resolve({ status: Number(error?.code ?? 0), out, err }),
    )
  })

describe('the commands of a service designer', () => {
  it('begin a service that passes its checks, and never write over one that is there', async () => {
    const made = await parvis('new', 'service', 'certificat-residence')
    assert.equal(made.status, 0, made.err)
    assert.match(made.out, /bin\/parvis check certificat-residence/)
    const checked = await parvis('check')
    assert.deepEqual([checked.status, checked.out], [0, '1 service : 0 erreur, 0 avertissement\n'])
    const again = await parvis('new', 'service', 'certificat-residence')
    assert.equal(again.status, 1)
    assert.match(again.err, /existe déjà[^]*already exists/)
  })

  it('find an id by themselves when none is given and nobody is there to ask', async () => {
    await parvis('new', 'service')
    await parvis('new', 'service')
    const made = (await readdir(folder)).filter((name) => name.startsWith('nouveau'))
    assert.deepEqual(made.toSorted(), ['nouveau-service', 'nouveau-service-2'])
  })

  it('refuse an id that would leave the folder or the language', async () => {
    for (const id of ['../ailleurs', 'Certificat', 'a b', 'schema']) {
      const { status, err } = await parvis('new', 'service', id)
      assert.equal(status, 1)
      assert.match(err, /ne peut nommer un service/)
    }
  })

  it('say what is wrong, where and how to mend it, with status 1, in either language', async () => {
    await cp('services/signalement-chaussee', join(folder, 'signalement-chaussee'), { recursive: true })
    await writeFile(join(folder, 'signalement-chaussee', 'words.en.yaml'), 'name: Report\n')
    const french = await parvis('check', 'signalement-chaussee')
    const english = await parvis('check', '--lang', 'en', 'signalement-chaussee')
    assert.deepEqual([french.status, english.status], [1, 1])
    assert.match(
      french.out,
      /✗ signalement-chaussee\/words\.en\.yaml:1 {2}\[missing-key\]\n {4}Il manque « summary »/,
    )
    assert.match(english.out, /“summary” is missing\.\n {4}→ Add “summary: …” \(a text\)/)
    assert.match(english.out, /1 service: \d+ errors, 0 warnings\n$/)
  })

  it('name the service that was meant when there is none of that name', async () => {
    const { status, err } = await parvis('check', 'signalement-chausee')
    assert.equal(status, 1)
    assert.match(err, /Vouliez-vous dire « signalement-chaussee »/)
  })

  it('write the schemas that editors read', async () => {
    await parvis('schema')
    assert.equal((await readdir(join(folder, 'schema'))).length, 5)
  })
})
