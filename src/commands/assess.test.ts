import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { refusedLine } from '#catalogue'
import { assessStream } from './assess.ts'
import { LONGEST_LINE } from './lines.ts'

const echo = (line: string) =>
  line.includes('bad') ? refusedLine(line, line) : { outcome: line, amounts: {}, explanation: [] }

const collect = async (chunks: (string | Buffer)[]) => {
  const written: string[] = []
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written.push(chunk.toString())
      done()
    },
  })
  const isComplete = await assessStream(
    echo,
    '2026-11-22',
    Readable.from(chunks.map((each) => Buffer.from(each))),
    sink,
  )
  const results = written.join('').trim().split('\n').filter(Boolean)
  return { isComplete, lines: results.map((each) => JSON.parse(each) as Record<string, string>) }
}

const outcomes = (lines: Record<string, string>[]) => lines.map((line) => line['outcome'] ?? line['refusal'])

describe('assessing a stream of facts', () => {
  it('gives a result per line, however the bytes arrive', async () => {
    const text = Buffer.from('é1\nb2\r\n\n  \nc3')
    const whole = await collect([text])
    assert.deepEqual(
      outcomes(whole.lines).map((line) => line!.trim()),
      ['é1', 'b2', 'c3'],
    )
    const split = await collect([...text].map((byte) => Buffer.from([byte])))
    assert.deepEqual(split.lines, whole.lines)
  })

  it('cuts at line feeds only, and passes over a byte order mark', async () => {
    const { lines } = await collect(['\uFEFFa\u2028b\u0085c\n'])
    assert.deepEqual(outcomes(lines), ['a\u2028b\u0085c'])
  })

  it('tells a refused line in its place, and that the run is not complete', async () => {
    const { isComplete, lines } = await collect(['a\nbad\nc\n'])
    assert.deepEqual(outcomes(lines), ['a', 'bad', 'c'])
    assert.equal(isComplete, false)
    assert.equal((await collect(['a\n'])).isComplete, true)
    assert.equal((await collect([])).isComplete, true)
  })

  it('refuses a line without end and goes on with the next', async () => {
    const piece = 'x'.repeat(LONGEST_LINE / 4)
    const { isComplete, lines } = await collect([
      'a\n',
      ...Array<string>(9).fill(piece),
      'tail\nb\n',
      piece,
      piece,
    ])
    assert.equal(isComplete, false)
    assert.deepEqual([outcomes(lines)[0], outcomes(lines)[2], lines.length], ['a', 'b', 4])
    assert.match(outcomes(lines)[1]!, /longer than/)
    assert.match((lines[1]!['says'] as unknown as { fr: string }).fr, /^La ligne a plus de/)
  })

  it('waits for a slow reader instead of filling the memory', async () => {
    let read = 0
    let written = 0
    let most = 0
    const source = Readable.from(
      (function* () {
        for (; read < 2_000; read++) yield Buffer.from(`${'y'.repeat(1_000)}\n`.repeat(50))
      })(),
    )
    const slow = new Writable({
      highWaterMark: 16_384,
      async write(chunk: Buffer, _encoding, done) {
        written += chunk.length
        most = Math.max(most, read * 50_050 - written)
        await setImmediate()
        done()
      },
    })
    await assessStream(echo, '2026-11-22', source, slow)
    assert.ok(most < 20e6, `${most} bytes were held`)
  })
})

describe('parvis assess', () => {
  const parvis = (args: string[], input = '') => {
    const cli = join(import.meta.dirname, '../cli.ts')
    return spawnSync(process.execPath, [cli, 'assess', ...args], { input, encoding: 'utf8' })
  }
  const mei = '{"familyIncome":20000,"spouse":false,"children":[{"birthDate":"2015-03-02","custody":"full"}]}'

  it('computes Mei-Lin Roy’s allowance from the standard input', () => {
    const { status, stdout } = parvis(['allocation-famille', '--facts', '-', '--on', '2023-06-01'], mei)
    assert.equal(status, 0)
    const { outcome, amounts, provisional } = JSON.parse(stdout) as Record<string, unknown>
    assert.deepEqual(
      [outcome, amounts, provisional],
      ['granted', { allowance: 3758, supplies: 115, handicapped: 0, total: 3873 }, undefined],
    )
  })

  it('ends with 2 when a line is refused, and computes the others', () => {
    // On a day whose amounts are known: none are of next year until they are published.
    const { status, stdout } = parvis(
      ['allocation-famille', '--facts', '-', '--on', '2023-06-01'],
      `{}\n${mei}\n`,
    )
    assert.equal(status, 2)
    const [first, second] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    assert.match(String(first!['refusal']), /missing/)
    assert.equal(second!['outcome'], 'granted')
  })

  it('says in both languages what an operator must mend', () => {
    for (const args of [
      ['allocation-famille', '--facts', '/nulle/part'],
      ['allocation-famille', '--facts', import.meta.dirname],
      ['allocation-famille', '--facts', '-', '--on', '2026-02-30'],
      ['../services', '--facts', '-'],
      ['inconnu', '--facts', '-'],
    ]) {
      const { status, stdout, stderr } = parvis(args)
      assert.deepEqual([status, stdout], [1, ''], args.join(' '))
      assert.ok(stderr.trim().split('\n').length >= 2 && !stderr.includes('    at '), stderr)
    }
  })
})
