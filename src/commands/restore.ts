import type { Command } from 'commander'
import { CannotStart, migrate, type Text } from '#kernel'
import { restore, type RestoreRefusal } from '../operations/restore.ts'
import { withDatabase } from './database.ts'

export const restoreCommand = (program: Command) =>
  program
    .command('restore')
    .description('Ramener une sauvegarde dans une base vide / Bring a backup back into an empty database')
    .argument('<file>', 'le fichier écrit par « backup » / the file that "backup" wrote')
    .option('--database <url>', 'une base PostgreSQL / a PostgreSQL database')
    .action(async (file: string, options: { database?: string }) => {
      const progress = (line: string) => console.error(`    ${line}`)
      const restored = await withDatabase(options, async (db) => {
        await migrate(db, { log: progress })
        return restore(db, file, { progress })
      })
      if (!restored.ok)
        throw new CannotStart(restored.refusal, SENTENCES[restored.refusal](file, restored.details['why']))
      const { tables, rows, ledger, isLogHeld } = restored.value
      console.log(`${tables} tables, ${rows} rangées ; registre vérifié : ${ledger.events} événements`)
      console.log(`${tables} tables, ${rows} rows; ledger verified: ${ledger.events} events`)
      if (isLogHeld) for (const line of HELD) console.log(line)
    })

const HELD = [
  'Le journal public n’est plus signé : cette sauvegarde ne sait pas ce qui l’a été après elle. Voyez « parvis ledger resume --help ».',
  'The public log is not signed any more: this backup does not know what was signed after it. See "parvis ledger resume --help".',
]

const SENTENCES: Record<RestoreRefusal, (file: string, why: unknown) => Text> = {
  'file-not-readable': (file, why) => ({
    fr: `Impossible de lire ${file} : ${why}.`,
    en: `Cannot read ${file}: ${why}.`,
  }),
  'not-a-backup': (file, why) => ({
    fr: `${file} n’est pas une sauvegarde de Parvis : ${why}.`,
    en: `${file} is not a backup of Parvis: ${why}.`,
  }),
  'backup-damaged': (file, why) => ({
    fr: `${file} est incomplet ou a été modifié (${why}). Rien n’a été ramené : prenez une autre copie.`,
    en: `${file} is incomplete or was altered (${why}). Nothing was brought back: take another copy.`,
  }),
  'made-by-another-version': (file, why) => ({
    fr: `${file} vient d’une autre version de Parvis (${why}). Ramenez-le avec cette version-là, puis mettez à jour.`,
    en: `${file} comes from another version of Parvis (${why}). Restore it with that version, then upgrade.`,
  }),
  'database-not-prepared': () => ({
    fr: 'La base de données n’est pas préparée.',
    en: 'The database is not prepared.',
  }),
  'database-not-empty': (_, why) => ({
    fr: `La base de données contient déjà quelque chose (${why}). Une sauvegarde n’est ramenée que dans une base neuve : créez-en une et donnez-la avec --database.`,
    en: `The database already holds something (${why}). A backup is only brought back into a new one: create it and give it with --database.`,
  }),
}
