import { randomBytes, createHash } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { CannotStart } from '../cannot-start.ts'
import { type Account, accountCan, accountFor } from './account.ts'
import { type Binaries, binariesFor, PUBLIC_FOLDER } from './binaries.ts'
import { faultOf } from './faults.ts'
import { execute } from './execute.ts'

/** One PostgreSQL data folder and what is needed to run it: `<home>/data`, `<home>/password`, `<home>/server.log`. */
export type Cluster = {
  home: string
  data: string
  logFile: string
  password: string
  account: Account
  binaries: Binaries
}

export type Settings = Record<string, string>

/** The cluster under `dir`, made at the first use. Any number of processes may ask at once: they get the same one. */
export const openCluster = async (
  dir: string,
  settings: Settings,
  log: (line: string) => void,
): Promise<Cluster> => {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o755 })
    const home = join(baseOf(dir, log), 'cluster')
    const account = accountFor(join(home, 'data'), log)
    const binaries = await binariesFor(account, log)
    if (!existsSync(home)) await create(home, account, binaries, log)
    writeFileSync(join(home, 'data', 'parvis.conf'), settingsText(settings))
    const password = readFileSync(join(home, 'password'), 'utf8').trim()
    return { home, data: join(home, 'data'), logFile: join(home, 'server.log'), password, account, binaries }
  } catch (error) {
    throw faultOf(error, dir)
  }
}

/**
 * `dir`, or a public folder when PostgreSQL's account cannot enter `dir` (a project under /root). The choice is
 * written down, so that a right that changes later never makes an empty database appear beside the real one.
 */
const baseOf = (dir: string, log: (line: string) => void): string => {
  const pointer = join(dir, 'elsewhere')
  if (existsSync(pointer)) return stillThere(readFileSync(pointer, 'utf8').trim(), pointer)
  if (existsSync(join(dir, 'cluster')) || accountCan(accountFor(dir, log), '-x', dir)) return dir
  const elsewhere = join(PUBLIC_FOLDER, createHash('sha256').update(dir).digest('hex').slice(0, 12))
  mkdirSync(elsewhere, { recursive: true, mode: 0o755 })
  writeFileSync(pointer, elsewhere + '\n')
  log(`the database is kept in ${elsewhere}: the account that PostgreSQL runs under cannot enter ${dir}`)
  return elsewhere
}

/** A database that vanished is said, never replaced by an empty one. */
const stillThere = (elsewhere: string, pointer: string): string => {
  if (existsSync(elsewhere)) return elsewhere
  throw new CannotStart('database-vanished', {
    fr: `La base de données était dans ${elsewhere}, qui n’existe plus. Remettez ce dossier, ou supprimez ${pointer} pour repartir d’une base vide.`,
    en: `The database was in ${elsewhere}, which no longer exists. Put that folder back, or remove ${pointer} to start from an empty one.`,
  })
}

/** Made beside, then renamed: of two first starts at once, one wins and the other uses what the winner made. */
const create = async (home: string, account: Account, binaries: Binaries, log: (line: string) => void) => {
  log('preparing the database for the first time')
  const beside = `${home}.${process.pid}`
  rmSync(beside, { recursive: true, force: true })
  mkdirSync(beside, { mode: 0o700 })
  const passwordFile = join(beside, 'password')
  writeFileSync(passwordFile, randomBytes(24).toString('hex') + '\n', { mode: 0o600 })
  if (account) for (const path of [beside, passwordFile]) chownSync(path, account.uid, account.gid)
  try {
    await initialise(join(beside, 'data'), passwordFile, account, binaries)
    renameSync(beside, home)
  } catch (error) {
    rmSync(beside, { recursive: true, force: true })
    if (!existsSync(home)) throw error
  }
}

/**
 * UTF-8, ordered by code point, with Unicode's own upper and lower case (PostgreSQL's builtin C.UTF-8): the same
 * order on every machine, and no library of the system that could change it under an index.
 */
const initialise = async (data: string, passwordFile: string, account: Account, binaries: Binaries) => {
  await execute(
    binaries.initdb,
    [
      `--pgdata=${data}`,
      `--pwfile=${passwordFile}`,
      '--username=parvis',
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
    ],
    account,
  )
  writeFileSync(join(data, 'postgresql.conf'), "include 'parvis.conf'\n")
}

/**
 * For a machine of 2 cores that other things share. Durability is PostgreSQL's own default (fsync and
 * synchronous_commit on). The log names no value of a statement: a person's data has no place there.
 */
const SETTINGS: Settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: totalmem() >= 3e9 ? '256MB' : '64MB',
  effective_cache_size: totalmem() >= 3e9 ? '1GB' : '256MB',
  random_page_cost: '1.1',
  wal_level: 'minimal',
  max_wal_senders: '0',
  // A crash is recovered from the last checkpoint: this bounds the wait to a few seconds.
  max_wal_size: '512MB',
  checkpoint_timeout: '2min',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  datestyle: 'iso, ymd',
  lc_messages: 'C',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
}

const settingsText = (settings: Settings): string =>
  Object.entries({ ...SETTINGS, ...settings })
    .map(([name, value]) => `${name} = '${value}'\n`)
    .join('')
