import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { ROOT } from '../tests/architecture/sources.ts'
import type { Counted } from '../tests/support/counter.ts'

export type Counts = { passed: number; failed: number; skipped: number }

const NONE: Counts = { passed: 0, failed: 0, skipped: 0 }
export const PASSED: Counts = { ...NONE, passed: 1 }
export const FAILED: Counts = { ...NONE, failed: 1 }

export const sum = (all: Counts[]): Counts => ({
  passed: all.reduce((total, { passed }) => total + passed, 0),
  failed: all.reduce((total, { failed }) => total + failed, 0),
  skipped: all.reduce((total, { skipped }) => total + skipped, 0),
})

/** Files of tests that failed beside others and passed alone: docs/decisions/0052-a-second-run-alone.md. */
type TestRun = Counts & { unsteady: string[] }

/** More than so many failed: something is broken, and nobody should wait for it to be broken twice. */
const MOST_AGAIN = 3

/**
 * Runs files of tests, as many at once as there are cores. Each test counts, and the run itself: one that breaks before its
 * first test, or loses a file on the way, is a failure too. A few that fail are run again, one after the other.
 */
export const runTests = async (files: string[]): Promise<TestRun> => {
  const first = await runOnce(files, Math.max(2, availableParallelism()))
  const failed = files.filter((file) => !first.get(file)?.ended)
  if (!failed.length || failed.length > MOST_AGAIN) return { ...counted(files, first), unsteady: [] }
  console.log(`\n── once more, each alone: ${failed.join(', ')}`)
  const second = await runOnce(failed, 1)
  const unsteady = failed.filter((file) => second.get(file)?.ended)
  for (const file of unsteady)
    console.log(`⚠ ${file}  failed beside others and passed alone: a fault to find`)
  return { ...counted(files, new Map([...first, ...second])), unsteady }
}

const counted = (files: string[], ended: Map<string, Counted>): Counts => {
  const lost = files.filter((file) => !ended.has(file))
  for (const file of lost) console.log(`✖ ${file}  did not come to its end`)
  const whole = files.length > 0 && files.every((file) => ended.get(file)?.ended)
  return sum([...ended.values(), whole ? PASSED : FAILED])
}

const runOnce = async (files: string[], atOnce: number): Promise<Map<string, Counted>> => {
  // Without a name, node would look for tests by itself.
  if (!files.length) return new Map()
  const folder = mkdtempSync(join(tmpdir(), 'parvis-check-'))
  const lines = join(folder, 'counted.jsonl')
  await execute(
    process.execPath,
    [
      '--test',
      '--disable-warning=ExperimentalWarning',
      `--test-concurrency=${atOnce}`,
      '--test-timeout=300000',
      `--test-reporter=${join(ROOT, 'tests/support/reporter.ts')}`,
      '--test-reporter-destination=stdout',
      `--test-reporter=${join(ROOT, 'tests/support/counter.ts')}`,
      `--test-reporter-destination=${lines}`,
      ...files,
    ],
    'always',
  )
  const ended = readCounted(lines).map((counted) => [counted.file, counted] as const)
  rmSync(folder, { recursive: true })
  return new Map(ended)
}

const readCounted = (lines: string): Counted[] => {
  try {
    const written = readFileSync(lines, 'utf8').split('\n')
    return written.filter(Boolean).map((line) => JSON.parse(line) as Counted)
  } catch {
    return []
  }
}

/** Runs one program under our own Node and tools; what it says is shown when it fails. */
export const execute = (command: string, args: string[], shown: 'always' | 'on failure'): Promise<boolean> =>
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
