import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { ROOT } from '../architecture/sources.ts'

describe('a run of tests', () => {
  let folder: string
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'parvis-test-run-'))
  })
  after(() => rmSync(folder, { recursive: true }))

  const TEST = `import { it } from 'node:test'; import { existsSync, writeFileSync } from 'node:fs';`
  const PLANTED = {
    good: `it('is good', () => {})`,
    bad: `it('is good', () => {}); it('is bad', () => { throw new Error('planted') })`,
    // Fails the first time it is run.
    unsteady: `it('is unsteady', () => {
      const mark = import.meta.filename + '.mark'
      if (existsSync(mark)) return
      writeFileSync(mark, '')
      throw new Error('planted')
    })`,
    broken: `process.exit(3)`,
  }

  /** Numbered: each run has files of its own. */
  let made = 0
  const planted = (kind: keyof typeof PLANTED): string => {
    const file = join(folder, `${kind}-${++made}.mjs`)
    writeFileSync(file, `${TEST}\n${PLANTED[kind]}\n`)
    return relative(ROOT, file)
  }

  /** In a process that is no test: inside one, node:test runs no other. */
  const run = (...files: string[]) => {
    const { NODE_TEST_CONTEXT: _, ...env } = process.env
    const code = `const { runTests } = await import('./bin/test-run.ts')
      const run = await runTests(${JSON.stringify(files)})
      console.log('\\n' + JSON.stringify(run))`
    const said = execFileSync(process.execPath, ['--input-type=module', '-e', code], { cwd: ROOT, env })
    const lines = said.toString().trim().split('\n')
    const { passed, failed, unsteady } = JSON.parse(lines.at(-1)!) as Record<string, unknown>
    return { passed, failed, unsteady, lines }
  }

  it('counts each test, and itself', () => {
    const { lines: _, ...counts } = run(planted('good'), planted('good'))
    assert.deepEqual(counts, { passed: 3, failed: 0, unsteady: [] })
  })

  it('fails by what fails each time, its passed tests counted once', () => {
    const { lines, ...counts } = run(planted('good'), planted('bad'))
    assert.deepEqual(counts, { passed: 2, failed: 2, unsteady: [] })
    assert.equal(lines.filter((line) => line.includes('› is bad') || line.startsWith('✖ is bad')).length, 2)
  })

  it('passes what fails beside others and not alone, and names it', () => {
    const unsteady = planted('unsteady')
    const { lines, ...counts } = run(planted('good'), unsteady)
    assert.deepEqual(counts, { passed: 3, failed: 0, unsteady: [unsteady] })
    assert.ok(lines.some((line) => line.startsWith(`⚠ ${unsteady}`)))
  })

  it('fails by a file that ends before its tests', () => {
    const { lines: _, ...counts } = run(planted('good'), planted('broken'))
    assert.equal(counts.failed === 0, false)
  })

  it('does not run again what is broken in more than three places', () => {
    const files = [1, 2, 3, 4].map(() => planted('unsteady'))
    const { lines: _, ...counts } = run(...files)
    assert.deepEqual(counts, { passed: 0, failed: 5, unsteady: [] })
  })

  it('fails when there is nothing to run', () => {
    const { lines: _, ...counts } = run()
    assert.deepEqual(counts, { passed: 0, failed: 1, unsteady: [] })
  })
})
