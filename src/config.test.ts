import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { describe, it } from 'node:test'
import { CannotStart } from '#kernel'
import { HOME, readConfig, SETTINGS } from './config.ts'

const refusal = (env: Record<string, string>): CannotStart => {
  try {
    readConfig(env)
  } catch (error) {
    assert.ok(error instanceof CannotStart)
    return error
  }
  throw new assert.AssertionError({ message: `accepted ${JSON.stringify(env)}` })
}

const pemOf = (type: 'ed25519' | 'x25519'): string =>
  generateKeyPairSync(type as 'ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string

describe('the configuration', () => {
  it('needs nothing to be set: a demonstration on this machine only', () => {
    const config = readConfig({})
    assert.equal(config.port, 3000)
    assert.equal(config.host, 'localhost')
    assert.equal(config.databaseUrl, null)
    assert.equal(config.demonstration, true)
    assert.equal(config.history, 200)
    assert.ok(isAbsolute(config.dir))
  })

  it('takes an empty variable for an absent one, as container tools write them', () => {
    assert.deepEqual(readConfig({ PORT: '', DATABASE_URL: ' ', PARVIS_DIR: '' }), readConfig({}))
  })

  it('refuses each wrong value by a sentence in both languages that names the variable', () => {
    const wrong: Record<string, string[]> = {
      PORT: ['http', '-1', '65536', '3000.5', '0x10'],
      DATABASE_URL: ['localhost', 'mysql://localhost/parvis', 'postgres://localhost', 'postgres://'],
      PARVIS_URL: ['parvis.example', 'ftp://parvis.example', 'https://example.ca/parvis'],
      PARVIS_DEMONSTRATION: ['maybe', '2'],
      PARVIS_HISTORY: ['-1', '2001', 'cent', '1.5'],
      LOG_LEVEL: ['loud'],
      PARVIS_SIGNING_KEY: ['/nowhere/key.pem', '-----BEGIN PRIVATE KEY-----\nnope', pemOf('x25519')],
      PARVIS_LOG_KEY: ['/nowhere/key.pem', pemOf('x25519')],
      PARVIS_LOG_ORIGIN: ['journal public', 'exemple.ca/a+b', 'x'.repeat(201)],
    }
    for (const [name, values] of Object.entries(wrong))
      for (const value of values) {
        const { reason, sentence } = refusal({ [name]: value })
        assert.equal(reason, 'wrong-setting')
        assert.match(sentence.fr, new RegExp(`^${name}.* ne convient pas : donnez `))
        assert.match(sentence.en, new RegExp(`^${name}.* will not do: give `))
      }
  })

  it('never shows a password or a key back', () => {
    const { sentence } = refusal({ DATABASE_URL: 'mysql://amelie:tres-secret@localhost/parvis' })
    assert.ok(!JSON.stringify(sentence).includes('tres-secret'))
    const key = pemOf('x25519')
    assert.ok(!JSON.stringify(refusal({ PARVIS_SIGNING_KEY: key }).sentence).includes(key.slice(30, 60)))
  })

  it('takes the signing key as text, as one line, or as the path of a file', () => {
    const pem = pemOf('ed25519')
    const file = join(mkdtempSync(join(tmpdir(), 'parvis-key-')), 'key.pem')
    writeFileSync(file, pem)
    for (const given of [pem, pem.replaceAll('\n', '\\n'), file])
      assert.equal(readConfig({ PARVIS_SIGNING_KEY: given }).signingKey?.trim(), pem.trim())
  })

  it('is documented: every variable that is read is in the operator’s guide, and no other', () => {
    const source = readFileSync(join(HOME, 'src/config.ts'), 'utf8')
    const read = new Set([...source.matchAll(/given\('([A-Z_]+)'\)/g)].map(([, name]) => name))
    assert.deepEqual([...read].toSorted(), [...SETTINGS].toSorted())
    const guide = readFileSync(join(HOME, 'docs/guides/operator.md'), 'utf8')
    const documented = [...guide.matchAll(/^\| `([A-Z_]+)`/gm)].map(([, name]) => name)
    assert.deepEqual(documented.toSorted(), [...SETTINGS].toSorted())
  })
})
