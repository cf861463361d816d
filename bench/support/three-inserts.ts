import { spawn, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Ground } from './ground.ts'

/** The rows that the transaction inserts: one dossier and two events, as filing leaves them. */
export type Sample = { body: string; events: [string, string] }

export type Yardstick = { by: 'pgbench' | 'pg'; perSecond(seconds: number): Promise<number> }

const CLIENTS = 32

/**
 * What this PostgreSQL does when nothing stands before it: BEGIN, three INSERTs, COMMIT, by 32 clients. By pgbench; where
 * it is missing, the same statements, named, over bare `pg`.
 */
export const openYardstick = async ({ url, db, dir }: Ground, sample: Sample): Promise<Yardstick> => {
  await db.pool.query(`
    CREATE TABLE IF NOT EXISTS bench_dossier (LIKE dossier INCLUDING ALL);
    CREATE TABLE IF NOT EXISTS bench_event (LIKE event INCLUDING ALL)`)
  const statements = statementsOf(sample)
  if (spawnSync('pgbench', ['--version']).status !== 0)
    return { by: 'pg', perSecond: (seconds) => byPg(url, statements, seconds) }
  const script = join(dir, 'three-inserts.sql')
  writeFileSync(script, ['BEGIN', ...statements, 'COMMIT'].map((line) => `${line};\n`).join(''))
  return { by: 'pgbench', perSecond: (seconds) => byPgbench(url, script, seconds) }
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`

const statementsOf = ({ body, events }: Sample): string[] => [
  `INSERT INTO bench_dossier (id, revision, service, version, organisation, status, updated_at, body)
   VALUES (gen_random_uuid(), 4, 'signalement-chaussee', 1, 'ville-des-ormes', 'in-progress', now(), ${quoted(body)})`,
  ...events.map(
    (
      event,
      at,
    ) => `INSERT INTO bench_event (stream, seq, id, kind, body, actor, channel, at, salt, commitment)
   VALUES (gen_random_uuid(), ${at + 3}, gen_random_uuid(), 'dossier.filed', ${quoted(event)}, 'key', 'portal', now(),
     decode('00112233445566778899aabbccddeeff', 'hex'), sha256('commitment'))`,
  ),
]

const byPgbench = async (url: string, script: string, seconds: number): Promise<number> => {
  const { hostname, port, username, password, pathname } = new URL(url)
  const clients = ['-c', String(CLIENTS), '-j', '2', '-M', 'prepared', '-n', '-T', String(seconds)]
  const place = ['-h', hostname, '-p', port, '-U', username, pathname.slice(1)]
  const child = spawn('pgbench', [...clients, '-f', script, ...place], {
    env: { ...process.env, PGPASSWORD: password },
  })
  const said: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk))
  await new Promise((resolve) => child.on('close', resolve))
  const text = Buffer.concat(said).toString()
  const found = /^tps = ([\d.]+)/m.exec(text)
  if (!found) throw new Error(`pgbench: ${text}`)
  return Number(found[1])
}

const byPg = async (url: string, statements: string[], seconds: number): Promise<number> => {
  const clients = Array.from({ length: CLIENTS }, () => new pg.Client({ connectionString: url }))
  await Promise.all(clients.map((client) => client.connect()))
  const until = performance.now() + seconds * 1_000
  let done = 0
  const one = async (client: pg.Client) => {
    while (performance.now() < until) {
      for (const [at, text] of ['BEGIN', ...statements, 'COMMIT'].entries())
        await client.query({ name: `three-inserts-${at}`, text })
      done += 1
    }
  }
  await Promise.all(clients.map(one))
  await Promise.all(clients.map((client) => client.end()))
  return done / seconds
}
