import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  formatCheckpoint,
  formatNote,
  formatVerifier,
  isSignedBy,
  openCheckpoint,
  parseCheckpoint,
  parseNote,
  parseVerifier,
  signatureLine,
} from './note.ts'
import { openWitness } from '../../../tests/support/log.ts'

/* The note, its key and its signature are those of the Go project's documentation of golang.org/x/mod/sumdb/note. */
const PETER = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
const TEXT =
  'If you think cryptography is the answer to your problem,\nthen you don’t know what your problem is.\n'.replace(
    '’',
    "'",
  )
const LINE =
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM='

const ROOT = Buffer.alloc(32, 7)
const witness = openWitness()
const vkey = formatVerifier('parvis.example/journal', 1, witness.key)
const signed = (text: string, name = 'parvis.example/journal') => {
  const { keyId } = parseVerifier(formatVerifier(name, 1, witness.key))!
  return formatNote(text, [signatureLine(name, keyId, witness.sign(Buffer.from(text)))])
}

describe('a signed note', () => {
  it('is read and verified as others wrote it', () => {
    const note = parseNote(`${TEXT}\n${LINE}\n`)!
    assert.equal(note.text, TEXT)
    assert.ok(isSignedBy(note, parseVerifier(PETER)!))
    assert.ok(!isSignedBy({ ...note, text: TEXT.replace('answer', 'Answer') }, parseVerifier(PETER)!))
  })

  it('passes over the signatures of strangers, and is refused when a known one does not hold', () => {
    const note = signed('Amélie\n')
    assert.ok(isSignedBy(parseNote(`${note}${LINE}\n`)!, parseVerifier(vkey)!))
    assert.ok(!isSignedBy(parseNote(`${note}${LINE}\n`)!, parseVerifier(PETER)!))
    assert.ok(!isSignedBy(parseNote(note)!, parseVerifier(PETER)!))
    const wrong = signatureLine('parvis.example/journal', parseVerifier(vkey)!.keyId, Buffer.alloc(64, 1))
    assert.ok(!isSignedBy(parseNote(`${note}${wrong}\n`)!, parseVerifier(vkey)!))
  })

  it('is nothing else', () => {
    const note = signed('a\n')
    for (const junk of [
      '',
      'a\n',
      note.slice(0, -1),
      `${note}\n`,
      note.replace('\n\n', '\n'),
      note.replaceAll('\n', '\r\n'),
      note.replace('—', '-'),
      note.replace('a\n', 'a\u0007\n'),
      note.replace('— parvis.example/journal', '— '),
      note.replace('— parvis.example/journal', '— a+b'),
      note.replace(/=*\n$/, '!\n'),
      `a\n\n— x AAAA\n`,
    ])
      assert.equal(parseNote(junk), null, JSON.stringify(junk))
  })

  it('knows a verifier key by its id', () => {
    for (const junk of [
      '',
      'a',
      PETER.replace('c74f20a3', 'c74f20a4'),
      PETER.replace('+A', '+B'),
      `${PETER}A`,
    ])
      assert.equal(parseVerifier(junk), null, junk)
    assert.equal(formatVerifier('PeterNeumann', 1, parseVerifier(PETER)!.key), PETER)
  })
})

describe('a checkpoint', () => {
  const text = formatCheckpoint({ origin: 'parvis.example/journal', size: 20_852_163, root: ROOT })

  it('says the tree’s size and root, signed by its origin', () => {
    const opened = openCheckpoint(signed(text), vkey)
    assert.deepEqual([opened?.size, opened?.root], [20_852_163, ROOT])
    const extended = openCheckpoint(signed(`${text}more\n`), vkey)
    assert.deepEqual(extended?.extensions, ['more'])
  })

  it('is refused from another log, or in another form', () => {
    assert.equal(openCheckpoint(signed(text.replace('parvis', 'other')), vkey), null)
    assert.equal(openCheckpoint(signed(text, 'other.example'), vkey), null)
    for (const junk of [
      text.replace('20852163', '020852163'),
      text.replace('20852163', '-1'),
      text.replace('20852163', '9007199254740993'),
      text.replace('parvis.example/journal', ''),
      text.replace('Bwc', 'Bw'),
      `${text}\nmore\n`,
      text.slice(0, -1),
    ])
      assert.equal(parseCheckpoint(junk), null, JSON.stringify(junk))
  })
})
