import { type Queries, sql } from '#kernel'
import type { Measure, MeasureKind } from './measure.ts'

// ---- Cells

export type CellRow = Omit<Measure, 'is' | 'kind'> & { kind: string; attributes: string }

/** How many events of a kind were counted. */
export type Counted = { kind: string; events: number; unreadable: number }

/** Adds to cells and totals. Rows come in one order, so that two that write never wait in a ring. */
export const addCells = async (tx: Queries, cells: readonly CellRow[]): Promise<void> => {
  if (cells.length === 0) return
  await tx.query(sql`
    INSERT INTO measure_cell AS cell (organisation, unit, kind, day, attributes, count)
    SELECT * FROM unnest(
      ${cells.map(({ organisation }) => organisation)}::text[],
      ${cells.map(({ unit }) => unit)}::text[],
      ${cells.map(({ kind }) => kind)}::text[],
      ${cells.map(({ day }) => day)}::date[],
      ${cells.map(({ attributes }) => attributes)}::text[],
      ${cells.map(({ count }) => count)}::bigint[])
    ON CONFLICT (organisation, unit, kind, day, attributes) DO UPDATE SET count = cell.count + excluded.count`)
}

export const addCounted = async (tx: Queries, counted: readonly Counted[]): Promise<void> => {
  if (counted.length === 0) return
  await tx.query(sql`
    INSERT INTO measured_event AS total (kind, events, unreadable)
    SELECT * FROM unnest(
      ${counted.map(({ kind }) => kind)}::text[],
      ${counted.map(({ events }) => events)}::bigint[],
      ${counted.map(({ unreadable }) => unreadable)}::bigint[])
    ON CONFLICT (kind) DO UPDATE SET events = total.events + excluded.events,
      unreadable = total.unreadable + excluded.unreadable`)
}

export const clearCells = async (tx: Queries): Promise<void> => {
  await tx.query(sql`DELETE FROM measure_cell`)
  await tx.query(sql`DELETE FROM measured_event`)
}

/** A part of the cells, in the order of their key; `after` is the last one read. */
export const cellsAfter = (tx: Queries, after: CellRow | null, limit: number): Promise<CellRow[]> =>
  tx.query(sql`
    SELECT organisation, unit, kind, day, attributes, count FROM measure_cell
    WHERE ${after === null} OR (organisation, unit, kind, day, attributes) > (${after?.organisation ?? ''},
      ${after?.unit ?? ''}, ${after?.kind ?? ''}, ${after?.day ?? '0001-01-01'}::date, ${after?.attributes ?? ''})
    ORDER BY organisation, unit, kind, day, attributes LIMIT ${limit}`)

/** All cells of one organisation: for what it may see of itself before it says more. */
export const cellsOfOrganisation = (q: Queries, organisation: string): Promise<CellRow[]> =>
  q.query(sql`
    SELECT organisation, unit, kind, day, attributes, count FROM measure_cell
    WHERE organisation = ${organisation}
      AND kind IN ('organisation', 'service', 'dossier-filed', 'dossier-finished', 'exclusion', 'reported')`)

export const measureOf = ({ attributes, kind, ...rest }: CellRow): Measure => ({
  ...rest,
  kind: kind as MeasureKind,
  is: JSON.parse(attributes) as Record<string, string>,
})

/** One text for one set of attributes, whatever the order in which they were said. */
export const attributesOf = (is: Measure['is']): string => {
  const names = Object.keys(is)
  if (names.length < 2) return JSON.stringify(is)
  return JSON.stringify(Object.fromEntries(names.toSorted().map((name) => [name, is[name]])))
}

export const countedByKind = (q: Queries): Promise<Counted[]> =>
  q.query(sql`SELECT kind, events, unreadable FROM measured_event ORDER BY kind`)

// ---- Where it stands

export type State = { epoch: string; head: number }

export const stateOf = async (q: Queries): Promise<State | null> => {
  const [row] = await q.query<State>(sql`SELECT epoch, head FROM barometer_state`)
  return row ?? null
}

/** The cells hold every event before `head`. Another epoch: they are not those that anybody knew. */
export const moveHead = async (tx: Queries, head: number, epoch: string): Promise<void> => {
  await tx.query(sql`
    INSERT INTO barometer_state AS s (epoch, head) VALUES (${epoch}, ${head})
    ON CONFLICT (one) DO UPDATE SET head = excluded.head`)
}

export const beginAgain = async (tx: Queries, head: number, epoch: string): Promise<void> => {
  await tx.query(sql`
    INSERT INTO barometer_state (epoch, head) VALUES (${epoch}, ${head})
    ON CONFLICT (one) DO UPDATE SET head = excluded.head, epoch = excluded.epoch`)
}

// ---- Figures

/** Everything that is read from here on is of one moment; the first statement of its transaction. */
export const atOneMoment = async (tx: Queries): Promise<void> => {
  await tx.query(sql`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ`)
}

export type Part = { organisation: string; target: number; part: string; body: string }

export const keepParts = async (tx: Queries, parts: readonly Part[]): Promise<void> => {
  if (parts.length === 0) return
  await tx.query(sql`
    INSERT INTO barometer_figure (organisation, target, part, body)
    SELECT * FROM unnest(
      ${parts.map(({ organisation }) => organisation)}::text[],
      ${parts.map(({ target }) => target)}::int[],
      ${parts.map(({ part }) => part)}::text[],
      ${parts.map(({ body }) => body)}::text[])
    ON CONFLICT (organisation, target, part) DO UPDATE SET body = excluded.body`)
}

export const dropParts = async (tx: Queries, parts: readonly Omit<Part, 'body'>[]): Promise<void> => {
  if (parts.length === 0) return
  await tx.query(sql`
    DELETE FROM barometer_figure USING unnest(
      ${parts.map(({ organisation }) => organisation)}::text[],
      ${parts.map(({ target }) => target)}::int[],
      ${parts.map(({ part }) => part)}::text[]) AS gone (organisation, target, part)
    WHERE barometer_figure.organisation = gone.organisation AND barometer_figure.target = gone.target
      AND barometer_figure.part = gone.part`)
}

export type Edition = {
  edition: number
  epoch: string
  head: number
  day: string
  root: string | null
  /** Which definitions they follow, in one text. */
  definitions: string
  /** Whether every point of the trend was worked out of the same cells. */
  complete: boolean
  computedAt: Date
}

const EDITION = sql`edition, epoch, head, day, root, definitions, complete, computed_at AS "computedAt"`

/** Null while no figure was ever computed. */
export const editionOf = async (q: Queries): Promise<Edition | null> => {
  const [row] = await q.query<Edition>(sql`SELECT ${EDITION} FROM barometer_edition`)
  return row ?? null
}

/** Whoever writes figures holds them until its transaction ends, and sees what the last one wrote. */
export const holdFigures = async (tx: Queries): Promise<void> => {
  await tx.query(sql`SELECT pg_advisory_xact_lock(7423009)`)
}

export const keepEdition = async (tx: Queries, e: Edition): Promise<void> => {
  await tx.query(sql`
    INSERT INTO barometer_edition (edition, epoch, head, day, root, definitions, complete, computed_at)
    VALUES (${e.edition}, ${e.epoch}, ${e.head}, ${e.day}, ${e.root}, ${e.definitions}, ${e.complete},
      ${e.computedAt.toISOString()})
    ON CONFLICT (one) DO UPDATE SET edition = excluded.edition, epoch = excluded.epoch, head = excluded.head,
      day = excluded.day, root = excluded.root, definitions = excluded.definitions, complete = excluded.complete,
      computed_at = excluded.computed_at`)
}

/** The root of the head that an edition was computed from, which its log signed later. */
export const keepRoot = async (q: Queries, edition: number, root: string): Promise<void> => {
  await q.query(sql`UPDATE barometer_edition SET root = ${root} WHERE edition = ${edition}`)
}

export const everyPart = (q: Queries): Promise<Part[]> =>
  q.query(
    sql`SELECT organisation, target, part, body FROM barometer_figure ORDER BY organisation, target, part`,
  )

/** The figures of all targets: of one organisation, or of all together (''). */
export const figuresOf = (q: Queries, organisation: string): Promise<{ body: string }[]> =>
  q.query(sql`
    SELECT body FROM barometer_figure WHERE organisation = ${organisation} AND part = 'figure' ORDER BY target`)

/** Every part of one target's view; of all together, with every organisation's figure. */
export const partsOf = (q: Queries, target: number, organisation: string): Promise<Part[]> =>
  q.query(sql`
    SELECT organisation, target, part, body FROM barometer_figure
    WHERE organisation = ${organisation} AND target = ${target}
    UNION ALL
    SELECT organisation, target, part, body FROM barometer_figure
    WHERE ${organisation} = '' AND organisation <> '' AND target = ${target} AND part = 'figure'
    ORDER BY organisation, part`)

export const organisationsKnown = async (q: Queries): Promise<string[]> => {
  const rows = await q.query<{ organisation: string }>(sql`
    SELECT DISTINCT organisation FROM barometer_figure WHERE organisation <> '' ORDER BY organisation`)
  return rows.map(({ organisation }) => organisation)
}

// ---- Years that were taken over

export type YearPart = {
  day: string
  target: number
  part: string
  version: number
  head: number
  body: string
}

export const keepYearParts = async (tx: Queries, parts: readonly YearPart[]): Promise<void> => {
  for (const { day, target, part, version, head, body } of parts)
    await tx.query(sql`
      INSERT INTO barometer_year (day, target, part, version, head, body)
      VALUES (${day}, ${target}, ${part}, ${version}, ${head}, ${body})
      ON CONFLICT (day, target, part) DO UPDATE
        SET version = excluded.version, head = excluded.head, body = excluded.body`)
}

/** Of one year, or of all of them, the newest first. */
export const yearParts = (q: Queries, part: string, day: string | null): Promise<YearPart[]> =>
  q.query(sql`
    SELECT day, target, part, version, head, body FROM barometer_year
    WHERE part = ${part} AND (${day}::date IS NULL OR day = ${day}) ORDER BY day DESC, target`)

// ---- Publications

export type PublicationRow = {
  day: string
  revision: number
  event: string
  manifest: Buffer
  /** SHA-256 of the manifest. */
  digest: string
  /** SHA-256 of what the measures and figures say, whenever they are published. */
  content: string
  head: number
  root: string | null
  publishedAt: Date
  proof: Buffer | null
  consistency: Buffer | null
}

export type FileRow = { name: string; type: string; sha256: string; body: Buffer }

/** One publication at a time, among all processes: held until the transaction ends. */
export const holdPublications = async (tx: Queries): Promise<void> => {
  await tx.query(sql`SELECT pg_advisory_xact_lock(7423010)`)
}

export const addPublication = async (
  tx: Queries,
  p: Omit<PublicationRow, 'proof' | 'consistency'>,
  files: readonly FileRow[],
): Promise<void> => {
  await tx.query(sql`
    INSERT INTO publication (day, revision, event, manifest, digest, content, head, root, published_at)
    VALUES (${p.day}, ${p.revision}, ${p.event}, ${p.manifest}, ${p.digest}, ${p.content}, ${p.head}, ${p.root},
      ${p.publishedAt.toISOString()})`)
  for (const { name, type, sha256, body } of files)
    await tx.query(sql`
      INSERT INTO publication_file (day, revision, name, type, sha256, body)
      VALUES (${p.day}, ${p.revision}, ${name}, ${type}, ${sha256}, ${body})`)
}

export const keepProof = async (
  q: Queries,
  { day, revision }: { day: string; revision: number },
  { proof, consistency }: { proof: Buffer; consistency: Buffer | null },
): Promise<void> => {
  await q.query(sql`
    UPDATE publication SET proof = ${proof}, consistency = ${consistency}
    WHERE day = ${day} AND revision = ${revision} AND proof IS NULL`)
}

const PUBLICATION = sql`day, revision, event, manifest, digest, content, head, root, published_at AS "publishedAt", proof,
  consistency`

export const newestPublications = (q: Queries, most: number | null): Promise<PublicationRow[]> =>
  q.query(sql`SELECT ${PUBLICATION} FROM publication ORDER BY day DESC, revision DESC LIMIT ${most}`)

export const unproven = (q: Queries): Promise<PublicationRow[]> =>
  q.query(sql`SELECT ${PUBLICATION} FROM publication WHERE proof IS NULL ORDER BY day, revision`)

export const publicationsOf = (q: Queries, day: string): Promise<PublicationRow[]> =>
  q.query(sql`SELECT ${PUBLICATION} FROM publication WHERE day = ${day} ORDER BY revision DESC`)

export const daysPublished = async (q: Queries, days: readonly string[]): Promise<Set<string>> => {
  const rows = await q.query<{ day: string }>(
    sql`SELECT DISTINCT day FROM publication WHERE day = ANY (${[...days]}::date[])`,
  )
  return new Set(rows.map(({ day }) => day))
}

export const publishedFile = async (
  q: Queries,
  { day, revision }: { day: string; revision: number },
  name: string,
): Promise<FileRow | null> => {
  const [row] = await q.query<FileRow>(sql`
    SELECT name, type, sha256, body FROM publication_file
    WHERE day = ${day} AND revision = ${revision} AND name = ${name}`)
  return row ?? null
}

export type Past = { first: string | null; cells: number; counted: number }

/** What days that are over come to: the same twice, and nobody is writing about the past. */
export const pastBefore = async (q: Queries, day: string): Promise<Past> => {
  const [row] = await q.query<Past>(sql`
    SELECT min(day) AS first, count(*) AS cells, coalesce(sum(count), 0)::float8 AS counted FROM measure_cell
    WHERE day < ${day}`)
  return row!
}
