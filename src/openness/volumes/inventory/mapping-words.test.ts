import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { describe, it } from 'node:test'
import { IN_FRENCH } from './mapping-words.ts'

/** Every text of several words in the schema, but for what describes it. */
const messagesIn = (schema: string): string[] => {
  const code = schema.replace(/^\s*(\/\*\*|\*|\/\/).*$/gm, '').replace(/\.describe\([^)]*\)/g, '')
  const texts = [...code.matchAll(/'([^'\n]*)'|"([^"\n]*)"/g)].map(([, single, double]) => single ?? double!)
  return texts.filter((text) => text.includes(' '))
}

describe('what the schema of a mapping says', () => {
  it('is said in French too', async () => {
    const schema = await readFile(new URL('mapping.ts', import.meta.url), 'utf8')
    assert.deepEqual(messagesIn(schema).toSorted(), Object.keys(IN_FRENCH).toSorted())
  })
})
