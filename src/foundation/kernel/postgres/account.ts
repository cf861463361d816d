import { execFileSync, spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { CannotStart } from '../cannot-start.ts'

/** Under whose name PostgreSQL runs: `undefined` = ours. PostgreSQL refuses to run as root (CVE history, its manual 18.1). */
export type Account = { name: string; uid: number; gid: number } | undefined

/** The account of an existing data folder, or an unprivileged one, created when the machine has none. */
export const accountFor = (dataFolder: string, log: (line: string) => void): Account => {
  if (process.getuid?.() !== 0) return undefined
  const owner = ownerOf(dataFolder)
  if (owner && owner.uid !== 0) return owner
  const existing = read('postgres') ?? read('parvis')
  if (existing) return existing
  log('creating the unprivileged account "parvis" that PostgreSQL runs under')
  return create()
}

const ownerOf = (folder: string): Account => {
  const found = statSync(folder, { throwIfNoEntry: false })
  return found && { name: String(found.uid), uid: found.uid, gid: found.gid }
}

const read = (name: string): Account => {
  try {
    const number = (flag: string) =>
      Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }))
    return { name, uid: number('-u'), gid: number('-g') }
  } catch {
    return undefined
  }
}

/** Debian, Red Hat and SUSE have useradd; a busybox system has adduser. */
const WAYS: [string, string[]][] = [
  ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'parvis']],
  ['adduser', ['-S', '-D', '-H', 'parvis']],
]

const create = (): Account => {
  for (const [command, args] of WAYS) {
    // Two starts at once may both create it: what counts is that it is there afterwards.
    spawnSync(command, args, { stdio: 'ignore' })
    const created = read('parvis')
    if (created) return created
  }
  throw new CannotStart('no-unprivileged-account', {
    fr:
      'PostgreSQL ne s’exécute pas sous root, et aucun compte n’a pu être créé (useradd et adduser sont absents ou ont échoué). ' +
      'Créez un compte « parvis », lancez la commande sous un compte ordinaire, ou donnez DATABASE_URL.',
    en:
      'PostgreSQL does not run as root, and no account could be created (useradd and adduser are missing or failed). ' +
      'Create an account named "parvis", run the command under an ordinary account, or give DATABASE_URL.',
  })
}

/** Whether that account can do `test <flag> <path>` (-r, -w, -x): every parent folder counts, so the system is asked. */
export const accountCan = (account: Account, flag: '-r' | '-w' | '-x', path: string): boolean => {
  if (!account) return true
  const { uid, gid } = account
  const asked = spawnSync('/bin/sh', ['-c', `test ${flag} "$1"`, 'sh', path], { uid, gid, cwd: '/' })
  return asked.status === 0
}
