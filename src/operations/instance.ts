import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { CannotStart } from '#kernel'

/** Who runs on a folder: `startedAt` tells a process from a later one that was given the same number. */
type Holder = { pid: number; startedAt: string; address: string }

export type Instance = {
  /** Says where the pages are, for the sentence that a second start gets. */
  serves(address: string): void
  release(): void
}

/**
 * Takes `dir` for this process. Throws `CannotStart`: `already-running` while another process holds it,
 * `folder-not-writable` when nothing can be written there. A holder that was killed holds nothing.
 */
export const holdFolder = async (dir: string): Promise<Instance> => {
  const file = join(dir, 'instance.json')
  const holder: Holder = { pid: process.pid, startedAt: startOf(process.pid), address: '' }
  const write = () => {
    writeFileSync(`${file}.${process.pid}`, JSON.stringify(holder))
    renameSync(`${file}.${process.pid}`, file)
  }
  try {
    mkdirSync(dir, { recursive: true, mode: 0o755 })
    refuseIfHeld(file, dir)
    write()
  } catch (error) {
    throw error instanceof CannotStart ? error : notWritable(dir, error)
  }
  // Two starts may have found it free at once: the last to write keeps it, the other sees so here.
  await wait(50)
  refuseIfHeld(file, dir)
  return {
    serves: (address) => {
      holder.address = address
      write()
    },
    release: () => {
      if (read(file)?.pid === process.pid) rmSync(file, { force: true })
    },
  }
}

const refuseIfHeld = (file: string, dir: string) => {
  const held = read(file)
  if (!held || held.pid === process.pid || !isAlive(held)) return
  const where = held.address ? { fr: ` à ${held.address}`, en: ` at ${held.address}` } : { fr: '', en: '' }
  throw new CannotStart('already-running', {
    fr: `Parvis tourne déjà sur ${dir}${where.fr} (processus ${held.pid}). Arrêtez-le d’abord, ou donnez un autre dossier avec PARVIS_DIR.`,
    en: `Parvis is already running on ${dir}${where.en} (process ${held.pid}). Stop it first, or give another folder with PARVIS_DIR.`,
  })
}

const read = (file: string): Holder | undefined => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder
  } catch {
    return undefined
  }
}

const isAlive = ({ pid, startedAt }: Holder): boolean => {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return startOf(pid) === startedAt
}

/** When that process started, where the system says it (Linux): in containers the numbers come back at each start. */
const startOf = (pid: number): string => {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')
    return fields[0] === 'Z' ? 'ended' : fields[19]!
  } catch {
    return 'unknown'
  }
}

const notWritable = (dir: string, error: unknown): CannotStart => {
  const code = (error as NodeJS.ErrnoException).code
  const fault =
    code === 'ENOSPC'
      ? new CannotStart('disk-full', {
          fr: `Le disque est plein : libérez de l’espace là où se trouve ${dir}, puis relancez.`,
          en: `The disk is full: free some space where ${dir} is, then start again.`,
        })
      : new CannotStart('folder-not-writable', {
          fr: `Impossible d’écrire dans ${dir} (${code}) : donnez-en le droit au compte qui lance Parvis, ou choisissez un autre dossier avec PARVIS_DIR.`,
          en: `Cannot write in ${dir} (${code}): give that right to the account that runs Parvis, or choose another folder with PARVIS_DIR.`,
        })
  fault.cause = error
  return fault
}
