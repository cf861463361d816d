/**
 * What must hold before a change is kept: named steps, each timed. One that fails stops nothing, so that everything to
 * mend is seen at once. The last line counts each step and each test.
 *
 *   bin/check         everything
 *   bin/check fast    without the tests that open a browser
 *   bin/check types   one step, or several, by name
 */
import { join } from 'node:path'
import { reached } from '../tests/architecture/layers.ts'
import { filesUnder, readSources, ROOT, type Source } from '../tests/architecture/sources.ts'
import { type Counts, execute, FAILED, PASSED, runTests, sum } from './test-run.ts'

type Step = { name: string; run: () => Promise<Counts> }

const asked = process.argv.slice(2)
const fast = asked.includes('fast')

const program = (name: string, command: string, ...args: string[]): Step => ({
  name,
  run: async () => ((await execute(command, args, 'on failure')) ? PASSED : FAILED),
})

/** Said at the end, so that nobody overlooks it. */
const unsteady: string[] = []

const tests = (name: string, files: () => string[]): Step => ({
  name,
  run: async () => {
    const run = await runTests(files())
    unsteady.push(...run.unsteady)
    return run
  },
})

/** The tests that open a browser: those that reach its support, directly or through another support file. */
const browserTests = (): Set<string> => {
  const found = new Set(['tests/support/browser.ts'])
  const sources = readSources(ROOT, ['src', 'tests'])
  const reachesOne = ({ path, imports }: Source) =>
    imports.some((asked) => found.has(reached(path, asked, {}) ?? ''))
  for (let before = 0; before < found.size;) {
    before = found.size
    for (const source of sources) if (reachesOne(source)) found.add(source.path)
  }
  return found
}

const testFiles = (): string[] => {
  const left = fast ? browserTests() : new Set<string>()
  return ['src', 'tests']
    .flatMap((folder) => filesUnder(ROOT, folder))
    .filter((path) => path.endsWith('.test.ts') && !path.startsWith('tests/architecture/'))
    .filter((path) => !left.has(path))
}

const STEPS: Step[] = [
  program('format', 'prettier', '--check', '--log-level', 'warn', '.'),
  program('lint', 'oxlint', '--deny-warnings', '--quiet'),
  program('types', 'tsc', '-p', '.'),
  program('unused', 'knip', '--no-progress', '--no-config-hints'),
  tests('architecture', () => ['tests/architecture/architecture.test.ts']),
  tests('html rules', () => ['tests/architecture/markup.test.ts']),
  program('generated lists', process.execPath, 'bin/lists.ts', '--check'),
  program('verifier', process.execPath, 'bin/build-verifier.ts', '--check'),
  program('services', join(ROOT, 'bin/parvis'), 'check'),
  tests('tests', testFiles),
]

const inWords = ({ passed, failed, skipped }: Counts): string =>
  `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`

const names = asked.filter((name) => name !== 'fast')
const unknown = names.filter((name) => !STEPS.some((step) => step.name === name))
if (unknown.length) {
  console.error(`No step is named ${unknown.join(', ')}. Steps: ${STEPS.map((step) => step.name).join(', ')}`)
  process.exit(2)
}

const results: { name: string; counts: Counts; seconds: string }[] = []
for (const { name, run } of STEPS.filter((step) => !names.length || names.includes(step.name))) {
  console.log(`\n── ${name}`)
  const from = performance.now()
  const counts = await run()
  const seconds = ((performance.now() - from) / 1000).toFixed(1)
  console.log(`${counts.failed ? '✖' : '✔'} ${name}, ${seconds} s`)
  results.push({ name, counts, seconds })
}

const total = sum(results.map(({ counts }) => counts))
console.log('')
for (const { name, counts, seconds } of results)
  console.log(`${counts.failed ? '✖' : '✔'} ${name.padEnd(16)} ${seconds.padStart(6)} s   ${inWords(counts)}`)
for (const file of unsteady) console.log(`⚠ ${file}  passed only when it was run again, alone`)
console.log(inWords(total))
process.exitCode = total.failed ? 1 : 0
