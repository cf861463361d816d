import type { Catalogue } from '#catalogue'
import { storedAmong } from '#documents'
import { empty, isId, type Queries, refused, type Refused, sql, type Sql } from '#kernel'
import { type Event, insertEvents } from '#ledger'
import { attachmentsOf } from './attachments.ts'
import type { Dossier } from './dossier.ts'

type Row = {
  id: string
  revision: number
  service: string
  version: number
  organisation: string
  status: Dossier['status']
  updated_at: Date
  body: Omit<
    Dossier,
    'id' | 'revision' | 'service' | 'version' | 'organisation' | 'status' | 'pinned' | 'updatedAt'
  >
}

export type Store = {
  /** Locks the row until the transaction ends. */
  find(tx: Queries, id: string): Promise<Dossier | null>
  /** Reads without a lock; dossiers that are not there are left out. */
  findAll(db: Queries, ids: string[]): Promise<Dossier[]>
  /** Refused when an answer newly names a file that is not durably stored. */
  refuses(tx: Queries, before: Dossier, after: Dossier): Promise<Refused<'evidence-not-stored'> | null>
  /** Writes a dossier that the transaction holds, with its events, in one statement. */
  keep(tx: Queries, after: Dossier, events: Event[]): Promise<void>
  /** Writes many, each only if it is still at the revision its change started from; answers the ids that were. */
  keepAll(db: Queries, changes: Change[]): Promise<Set<string>>
  insert(tx: Queries, dossier: Dossier, events: Event[]): Promise<void>
  /** A person's dossiers, the last touched first. */
  ofPerson(db: Queries, person: string, page: { limit: number; offset: number }): Promise<Dossier[]>
  countOfPerson(db: Queries, person: string): Promise<number>
}

export type Change = { after: Dossier; from: number; events: Event[] }

/** A dossier whose version is not in the catalogue cannot be read; the others can. */
export class VersionMissing extends Error {
  override name = 'VersionMissing'
}

export const createStore = (catalogue: Catalogue): Store => {
  const rebuild = async ({ updated_at, body, ...row }: Row): Promise<Dossier> => {
    const pinned = await catalogue.at(row.service, row.version)
    if (!pinned) throw new VersionMissing(`${row.service} v${row.version} is pinned by ${row.id}`)
    return { ...body, ...row, updatedAt: updated_at.toISOString(), pinned }
  }
  const read = async (db: Queries, where: Sql): Promise<Dossier[]> => {
    const rows = await db.query<Row>(sql`
      SELECT id, revision, service, version, organisation, status, updated_at, body FROM dossier ${where}`)
    return Promise.all(rows.map(rebuild))
  }
  return {
    find: async (tx, id) =>
      isId(id) ? ((await read(tx, sql`WHERE id = ${id} FOR UPDATE`))[0] ?? null) : null,
    findAll: (db, ids) => read(db, sql`WHERE id = ANY(${ids.filter(isId)}::uuid[])`),
    async refuses(tx, before, after) {
      if (after.answers === before.answers) return null
      const had = new Set(attachmentsOf(before.pinned, before.answers))
      const named = attachmentsOf(after.pinned, after.answers).filter((digest) => !had.has(digest))
      const stored = await storedAmong(tx, named)
      const digests = named.filter((digest) => !stored.has(digest))
      return digests.length > 0 ? refused('evidence-not-stored', { digests }) : null
    },
    async keep(tx, after, events) {
      if (events.length === 0) return
      const kept = await keepAll(tx, [{ after, from: after.revision - events.length, events }])
      if (kept.size === 0) throw new Error(`dossier ${after.id} moved while it was held`)
    },
    keepAll,
    insert,
    ofPerson: (db, person, { limit, offset }) =>
      read(
        db,
        sql`
        WHERE id IN (SELECT dossier FROM dossier_party WHERE person = ${person})
        ORDER BY updated_at DESC, id LIMIT ${limit} OFFSET ${offset}`,
      ),
    async countOfPerson(db, person) {
      const [row] = await db.query<{ count: number }>(sql`
        SELECT count(DISTINCT dossier) AS count FROM dossier_party WHERE person = ${person}`)
      return row!.count
    },
  }
}

/** In the order of their ids, so that two batches that share dossiers rarely wait for each other in a ring. */
const keepAll = async (db: Queries, unordered: Change[]): Promise<Set<string>> => {
  const changes = unordered.toSorted((a, b) => (a.after.id < b.after.id ? -1 : 1))
  const events = changes.flatMap((change) => change.events)
  const rows = await db.query<{ id: string }>(sql`
    WITH kept AS (
      UPDATE dossier SET status = given.status, revision = given.revision, updated_at = given.updated_at, body = given.body
      FROM unnest(
        ${changes.map(({ after }) => after.id)}::uuid[],
        ${changes.map(({ from }) => from)}::int[],
        ${changes.map(({ after }) => after.revision)}::int[],
        ${changes.map(({ after }) => after.status)}::text[],
        ${changes.map(({ after }) => after.updatedAt)}::timestamptz[],
        ${changes.map(({ after }) => bodyOf(after))}::jsonb[]
      ) AS given (id, before, revision, status, updated_at, body)
      WHERE dossier.id = given.id AND dossier.revision = given.before
      RETURNING dossier.id
    )${events.length > 0 ? sql`, written AS (${insertEvents(events, sql`e.stream IN (SELECT id FROM kept)`)})` : empty}
    SELECT id FROM kept`)
  return new Set(rows.map(({ id }) => id))
}

const insert = async (tx: Queries, dossier: Dossier, events: Event[]): Promise<void> => {
  const { id, revision, service, version, organisation, status, updatedAt, parties } = dossier
  await tx.query(sql`
    WITH made AS (
      INSERT INTO dossier (id, revision, service, version, organisation, status, updated_at, body)
      VALUES (${id}, ${revision}, ${service}, ${version}, ${organisation}, ${status}, ${updatedAt}, ${bodyOf(dossier)})
    ), parties AS (
      INSERT INTO dossier_party (dossier, role, person)
      SELECT ${id}::uuid, role, person
      FROM unnest(${parties.map(({ role }) => role)}::text[], ${parties.map(({ person }) => person)}::text[]) AS p (role, person)
    )
    ${insertEvents(events)}`)
}

/** What has a column of its own, and the version that the dossier is pinned to. */
const APART = new Set<string>([
  'id',
  'revision',
  'service',
  'version',
  'organisation',
  'status',
  'updatedAt',
  'pinned',
] satisfies (keyof Dossier)[])

const bodyOf = (dossier: Dossier): string =>
  JSON.stringify(Object.fromEntries(Object.entries(dossier).filter(([key]) => !APART.has(key))))
