import { execFile, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

const ROOT = join(import.meta.dirname, '../..')
const PACKAGE = join(ROOT, 'node_modules/@sparticuz/chromium/package.json')

export type Chromium = { path: string; env: Record<string, string> }

/** A Chromium to test with: the one that `PARVIS_CHROMIUM` names, the system's, or the one that npm brought. */
export const findChromium = async (): Promise<Chromium> => {
  const named = process.env.PARVIS_CHROMIUM
  if (named && !existsSync(named)) throw new Error(`PARVIS_CHROMIUM names ${named}, which does not exist`)
  const path = named || onPath(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'])
  return path ? { path, env: inherited() } : unpacked()
}

const onPath = (names: string[]): string | undefined =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path))

/**
 * Unpacked by a process of its own, into a folder beside that is then renamed: the package unpacks into the shared
 * temporary folder, where two test processes would take each other's half-written browser for a whole one. The
 * variable makes it unpack the libraries too (NSS and others), for a machine that lacks them.
 */
const unpacked = async (): Promise<Chromium> => {
  const { version } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as { version: string }
  const folder = join(ROOT, `.parvis/chromium-${version}`)
  if (!existsSync(folder)) {
    const beside = `${folder}.${process.pid}`
    mkdirSync(beside, { recursive: true })
    const script = `import('@sparticuz/chromium').then(({ default: c }) => c.executablePath())`
    const env = { ...process.env, TMPDIR: beside, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' }
    await promisify(execFile)(process.execPath, ['-e', script], { cwd: ROOT, env })
    putInPlace(beside, folder)
  }
  return { path: join(folder, 'chromium'), env: librariesFor(folder) }
}

const putInPlace = (beside: string, folder: string) => {
  try {
    renameSync(beside, folder)
  } catch (error) {
    rmSync(beside, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
}

/** The machine's own libraries and fonts where it has them, the package's where it does not. */
const librariesFor = (folder: string): Record<string, string> => {
  const runs = spawnSync(join(folder, 'chromium'), ['--version'], { stdio: 'ignore' }).status === 0
  return {
    ...inherited(),
    ...(runs ? {} : { LD_LIBRARY_PATH: join(folder, 'al2023/lib') }),
    ...(existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(folder, 'fonts') }),
  }
}

const inherited = (): Record<string, string> =>
  Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== undefined)) as Record<
    string,
    string
  >
