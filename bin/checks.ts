/**
 * What must hold before a change is kept: named steps, each timed. One that fails stops nothing, so that everything to
 * mend is seen at once. The last line counts each step and each test.
 *
 *   bin/check         everything
 *   bin/check fast    without the tests that open a browser
 *   bin/check types   one step, or several, by name
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { reached } from '../tests/architecture/layers.ts'
import { filesUnder, readSources, ROOT, type Source } from '../tests/architecture/sources.ts'

type Counts = { passed: number; failed: number; skipped: number }
type Step = { name: string; run: () => Promise<Counts> }

const NONE: Counts = { passed: 0, failed: 0, skipped: 0 }
const PASSED: Counts = { ...NONE, passed: 1 }
const FAILED: Counts = { ...NONE, failed: 1 }

const asked = process.argv.slice(2)
const fast = asked.includes('fast')

/** Runs one program under our own Node and tools; what it says is shown when it fails. */
const execute = (command: string, args: string[], shown: 'always' | 'on failure'): Promise<boolean> =>
  new Promise((resolve) => {
    const path = [join(ROOT, 'node_modules/.bin'), process.env.PATH].join(delimiter)
    const stdio = shown === 'always' ? 'inherit' : 'pipe'
    const child = spawn(command, args, { cwd: ROOT, env: { ...process.env, PATH: path }, stdio })
    const said: Buffer[] = []
    child.stdout?.on('data', (chunk: Buffer) => said.push(chunk))
    child.stderr?.on('data', (chunk: Buffer) => said.push(chunk))
    child.on('error', (error) => said.push(Buffer.from(String(error))))
    child.on('close', (code) => {
      if (code !== 0) process.stdout.write(Buffer.concat(said))
      resolve(code === 0)
    })
  })

const program = (name: string, command: string, ...args: string[]): Step => ({
  name,
  run: async () => ((await execute(command, args, 'on failure')) ? PASSED : FAILED),
})

/** A step of tests counts each of them, and itself: a run that breaks before its first test is a failure too. */
const tests = (name: string, files: () => string[]): Step => ({
  name,
  run: async () => {
    const chosen = files()
    if (!chosen.length) return FAILED
    const folder = mkdtempSync(join(tmpdir(), 'parvis-check-'))
    const counted = join(folder, 'counts.json')
    const passed = await execute(
      process.execPath,
      [
        '--test',
        '--disable-warning=ExperimentalWarning',
        `--test-concurrency=${Math.max(2, availableParallelism())}`,
        '--test-timeout=300000',
        `--test-reporter=${join(ROOT, 'tests/support/reporter.ts')}`,
        '--test-reporter-destination=stdout',
        `--test-reporter=${join(ROOT, 'tests/support/counter.ts')}`,
        `--test-reporter-destination=${counted}`,
        ...chosen,
      ],
      'always',
    )
    const { files: ended, ...counts } = readCounts(counted)
    rmSync(folder, { recursive: true })
    const lost = chosen.filter((file) => !ended.includes(file))
    for (const file of lost) console.log(`✖ ${file}  did not come to its end`)
    return sum([counts, passed && counts.passed && !lost.length ? PASSED : FAILED])
  },
})

const readCounts = (file: string): Counts & { files: string[] } => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Counts & { files: string[] }
  } catch {
    return { ...NONE, files: [] }
  }
}

const sum = (all: Counts[]): Counts => ({
  passed: all.reduce((total, { passed }) => total + passed, 0),
  failed: all.reduce((total, { failed }) => total + failed, 0),
  skipped: all.reduce((total, { skipped }) => total + skipped, 0),
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
console.log(inWords(total))
process.exitCode = total.failed ? 1 : 0
