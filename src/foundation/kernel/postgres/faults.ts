import { CannotStart } from '../cannot-start.ts'
import { ProgramFailed } from './execute.ts'

/** What an operator must mend, read from what the system or PostgreSQL said; anything else comes back as it is. */
export const faultOf = (error: unknown, folder: string): unknown => {
  if (error instanceof CannotStart) return error
  const said = error instanceof ProgramFailed ? error.said : String((error as Error)?.message ?? error)
  const found = SENTENCES.find(({ pattern }) => pattern.test(said))
  if (found) {
    const fault = new CannotStart(found.reason, { fr: found.fr(folder), en: found.en(folder) })
    fault.cause = error
    return fault
  }
  return error instanceof ProgramFailed ? unexplained(error) : error
}

type Sentence = {
  pattern: RegExp
  reason: string
  fr: (folder: string) => string
  en: (folder: string) => string
}

const SENTENCES: Sentence[] = [
  {
    pattern: /ENOSPC|EDQUOT|no space left|disk quota/i,
    reason: 'disk-full',
    fr: (folder) => `Le disque est plein : libérez de l’espace là où se trouve ${folder}, puis relancez.`,
    en: (folder) => `The disk is full: free some space where ${folder} is, then start again.`,
  },
  {
    pattern: /incompatible with server|was initialized by PostgreSQL version/i,
    reason: 'other-postgres-version',
    fr: (folder) =>
      `La base de ${folder} vient d’une autre version de PostgreSQL. Restaurez une sauvegarde (« bin/parvis restore ») dans un nouveau dossier.`,
    en: (folder) =>
      `The database in ${folder} comes from another version of PostgreSQL. Restore a backup ("bin/parvis restore") into a new folder.`,
  },
  {
    pattern:
      /EACCES|EPERM|EROFS|ENOTDIR|permission denied|read-only file system|wrong ownership|invalid permissions/i,
    reason: 'folder-not-writable',
    fr: (folder) =>
      `Impossible d’écrire dans ${folder} : donnez-en le droit au compte qui lance Parvis, ou choisissez un autre dossier avec PARVIS_DIR.`,
    en: (folder) =>
      `Cannot write in ${folder}: give that right to the account that runs Parvis, or choose another folder with PARVIS_DIR.`,
  },
]

const unexplained = (error: ProgramFailed): CannotStart => {
  const fault = new CannotStart('postgres-failed', {
    fr: `PostgreSQL n’a pas démarré. Ce qu’il a dit : ${error.said}`,
    en: `PostgreSQL did not start. What it said: ${error.said}`,
  })
  fault.cause = error
  return fault
}
