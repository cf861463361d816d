import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { brotliCompressSync } from 'node:zlib'
import { gallery } from './gallery/samples.ts'
import { assets } from './index.ts'

const weight = (text: string) => brotliCompressSync(text).length
const asset = (extension: string) => assets().find((a) => a.path.endsWith(extension))!

describe('what a first visit downloads', () => {
  it('is a style sheet of 7 kB at most, compressed', () => assert.ok(weight(asset('.css').body) <= 7_000))

  it('is scripts of 3 kB at most, compressed', () => assert.ok(weight(asset('.js').body) <= 3_000))

  it('stays under 20 kB in all, whichever page comes first, an agent’s list of 200 rows included', () => {
    const shared = assets().reduce((sum, a) => sum + weight(a.body), 0)
    for (const [name, render] of gallery) {
      const total = shared + weight(render().toString())
      assert.ok(total <= 20_000, `${name} weighs ${total} bytes`)
    }
  })

  it('has names that follow the content, so that they can be kept forever', () => {
    for (const a of assets()) assert.match(a.path, /^\/assets\/[a-z]+\.[0-9a-f]{12}\.(css|js|svg)$/)
  })

  it('keeps our comments for ourselves', () => {
    assert.doesNotMatch(asset('.css').body, /\/\*/)
    assert.doesNotMatch(asset('.js').body, /^\s*\/\//m)
  })
})
