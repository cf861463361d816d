import type { Command } from 'commander'
import { CannotStart, systemClock, type Text } from '#kernel'
import { backup, type BackupRefusal } from '../operations/backup.ts'
import { withDatabase } from './database.ts'

export const backupCommand = (program: Command) =>
  program
    .command('backup')
    .description('Sauvegarder toute la base de données / Save the whole database')
    .argument('<file>', 'le fichier à écrire / the file to write: parvis-2026-11-22.tar.gz')
    .option('--database <url>', 'une base PostgreSQL / a PostgreSQL database')
    .action(async (file: string, options: { database?: string }) => {
      const progress = (line: string) => console.error(`    ${line}`)
      const saved = await withDatabase(options, (db) => backup(db, file, { clock: systemClock, progress }))
      if (!saved.ok)
        throw new CannotStart(saved.refusal, SENTENCES[saved.refusal](file, saved.details['why']))
      const { tables, rows, events } = saved.value
      console.log(`${file} : ${tables} tables, ${rows} rangées, ${events} événements scellés`)
      console.log(`${file}: ${tables} tables, ${rows} rows, ${events} sealed events`)
      console.log('Ce fichier contient des renseignements personnels et des clés : rangez-le en lieu sûr.')
      console.log('This file holds personal information and keys: keep it in a safe place.')
    })

const SENTENCES: Record<BackupRefusal, (file: string, why: unknown) => Text> = {
  'file-exists': (file) => ({
    fr: `${file} existe déjà. Donnez un autre nom : une sauvegarde n’en remplace jamais une autre.`,
    en: `${file} exists already. Give another name: a backup never replaces another.`,
  }),
  'file-not-writable': (file, why) => ({
    fr: `Impossible d’écrire ${file} : ${why}. Choisissez un dossier qui existe et où vous pouvez écrire.`,
    en: `Cannot write ${file}: ${why}. Choose a folder that exists and in which you may write.`,
  }),
  'database-not-prepared': () => ({
    fr: 'Cette base de données n’a jamais servi à Parvis : il n’y a rien à sauvegarder. Vérifiez --database ou DATABASE_URL.',
    en: 'This database was never used by Parvis: there is nothing to save. Check --database or DATABASE_URL.',
  }),
}
