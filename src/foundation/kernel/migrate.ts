import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { CannotStart } from './cannot-start.ts'
import { type Database, onConnection } from './sql.ts'

const FOLDER = join(import.meta.dirname, '../../../migrations')
const LOCK = 7_423_002

type Migration = { name: string; digest: string; text: string }

/**
 * Brings the database to this copy's tables: runs `migrations/NNNN_name.sql` in order, each in its transaction, each
 * once whoever starts first. Answers with the names that it ran. Throws `CannotStart` when a file that has run was
 * changed since, when the database comes from another version, or when a migration fails (nothing of it remains).
 */
export const migrate = async (
  db: Database,
  { log, folder = FOLDER }: { log: (line: string) => void; folder?: string },
): Promise<string[]> => {
  const migrations = await readMigrations(folder)
  return onConnection(db.pool, async (client, spoil) => {
    try {
      await lock(client, log)
      return await runMissing(client, migrations, log)
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [LOCK]).catch(spoil)
    }
  })
}

/** The migrations of a folder in their order, with the digest under which each is remembered. */
export const readMigrations = async (folder = FOLDER): Promise<Migration[]> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted()
  refuseBadNames(names)
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, name), 'utf8')
      // A checkout that rewrote the ends of lines did not change the migration.
      const digest = createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex')
      return { name: name.slice(0, -'.sql'.length), digest, text }
    }),
  )
}

const refuseBadNames = (names: string[]) => {
  const numbers = new Map<string, string>()
  for (const name of names) {
    const number = /^(\d{4})_[a-z0-9_]+\.sql$/.exec(name)?.[1]
    if (!number)
      throw new CannotStart('migration-badly-named', {
        fr: `migrations/${name} ne porte pas un nom comme 0001_ce_qui_est_fait.sql.`,
        en: `migrations/${name} is not named like 0001_what_it_does.sql.`,
      })
    const other = numbers.get(number)
    if (other)
      throw new CannotStart('migration-numbered-twice', {
        fr: `Deux migrations portent le numéro ${number} : ${other} et ${name}. Renumérotez la plus récente.`,
        en: `Two migrations carry the number ${number}: ${other} and ${name}. Give the newer one the next number.`,
      })
    numbers.set(number, name)
  }
}

/** Asked again and again rather than waited for: a statement that waits would hold back a concurrent index. */
const lock = async (client: pg.PoolClient, log: (line: string) => void) => {
  for (let asked = 0; ; asked++) {
    const { rows } = await client.query('SELECT pg_try_advisory_lock($1) AS mine', [LOCK])
    if (rows[0].mine) return
    if (asked === 5) log('another process is preparing the database: waiting for it')
    await wait(100)
  }
}

const runMissing = async (client: pg.PoolClient, migrations: Migration[], log: (line: string) => void) => {
  const done = await readDone(client)
  refuseStrangers(done, migrations)
  const missing = migrations.filter(({ name }) => !done.has(name))
  for (const [at, migration] of missing.entries()) {
    log(`preparing the database: ${migration.name} (${at + 1} of ${missing.length})`)
    await runOne(client, migration)
  }
  return missing.map(({ name }) => name)
}

const readDone = async (client: pg.PoolClient): Promise<Map<string, string>> => {
  await client.query(`CREATE TABLE IF NOT EXISTS migration (
    name text PRIMARY KEY, digest text NOT NULL, at timestamptz NOT NULL DEFAULT now())`)
  const { rows } = await client.query('SELECT name, digest FROM migration')
  return new Map((rows as { name: string; digest: string }[]).map(({ name, digest }) => [name, digest]))
}

const refuseStrangers = (done: Map<string, string>, migrations: Migration[]) => {
  const here = new Map(migrations.map(({ name, digest }) => [name, digest]))
  for (const [name, digest] of done) {
    if (!here.has(name))
      throw new CannotStart('database-of-another-version', {
        fr:
          `La base de données a été préparée par une autre version de Parvis : elle contient ${name}, que cette copie ` +
          'ne connaît pas. Démarrez la version qui l’a faite, ou une plus récente.',
        en:
          `The database was prepared by another version of Parvis: it holds ${name}, which this copy does not know. ` +
          'Start the version that made it, or a newer one.',
      })
    if (here.get(name) !== digest)
      throw new CannotStart('migration-changed', {
        fr:
          `migrations/${name}.sql a été modifié après son exécution sur cette base de données. ` +
          'Remettez le fichier comme il était et écrivez la modification dans une nouvelle migration.',
        en:
          `migrations/${name}.sql was changed after it ran on this database. ` +
          'Put the file back as it was, and write the change as a new migration.',
      })
  }
}

const runOne = async (client: pg.PoolClient, { name, digest, text }: Migration) => {
  try {
    await client.query('BEGIN')
    await client.query(text)
    await client.query('INSERT INTO migration (name, digest) VALUES ($1, $2)', [name, digest])
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    const why = error instanceof Error ? error.message : String(error)
    throw new CannotStart('migration-failed', {
      fr: `migrations/${name}.sql a échoué et n’a rien laissé derrière lui : ${why}.`,
      en: `migrations/${name}.sql failed and left nothing behind: ${why}.`,
    })
  }
}
