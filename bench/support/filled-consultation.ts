import { type Database, sql } from '#kernel'

const WORDS =
  '{parc,rue,soir,banc,arbre,école,ombre,lampe,marche,enfant,aînée,rivière,vélo,neige,silence,quartier}'

/**
 * Fills a consultation in bulk with what acts would have written: contributions of all lengths under two themes and from
 * seventeen regions, supports as unequal as they are (a few have thousands), the counts of both, and an event each.
 * Voices, salts and commitments are noise: nobody reads them here.
 */
export const fillConsultation = async (
  db: Database,
  consultation: string,
  { contributions, supports, day }: { contributions: number; supports: number; day: string },
): Promise<void> => {
  await db.query(sql`
    INSERT INTO contribution (consultation, id, organisation, parent, voice, author, theme, region, channel, people,
      language, name, title, text, attachments, day, state, reviewed, revision, history)
    SELECT ${consultation}::text, md5('contribution ' || i)::uuid, 'ville-des-ormes', NULL, sha256(int8send(i)), NULL,
      CASE WHEN i % 3 = 0 THEN 'rue' ELSE 'parc' END, lpad((1 + i * i % 17)::text, 2, '0'), 'online', 1, 'fr',
      CASE WHEN i % 9 = 0 THEN 'Voisin ' || i END,
      initcap(w[1 + i % 16]) || ' ' || w[1 + i * 7 % 16] || ' ' || w[1 + i * 5 % 16] || ' ' || i,
      (SELECT string_agg(w[1 + (hashint8(i * 1000 + n) & 15)] || CASE WHEN n % 11 = 0 THEN '.' ELSE '' END, ' ')
        FROM generate_series(1, 12 + (hashint8(i) & 127)) AS n),
      '[]'::jsonb, ${day}::date, 'shown', true, 1, '[]'::jsonb
    FROM generate_series(1, ${contributions}::bigint) AS i, (SELECT ${WORDS}::text[] AS w) AS words`)
  await db.query(sql`
    INSERT INTO consultation_support (consultation, contribution, voice)
    SELECT ${consultation}::text, md5('contribution ' || c)::uuid, sha256(int8send(c * 10000000 + v))
    FROM (
      SELECT c, row_number() OVER (PARTITION BY c) AS v
      FROM (SELECT 1 + floor(${contributions}::float8 * power((hashint8(s) & 1048575) / 1048576.0, 3))::bigint AS c
        FROM generate_series(1, ${supports}::bigint) AS s) AS chosen
    ) AS numbered`)
  await db.query(sql`
    UPDATE contribution c SET supports = counted.count
    FROM (SELECT contribution, count(*) AS count FROM consultation_support
      WHERE consultation = ${consultation} GROUP BY contribution) AS counted
    WHERE c.consultation = ${consultation} AND c.id = counted.contribution`)
  await db.query(sql`
    INSERT INTO consultation_tally (consultation, counted, answer, theme, region, channel, slot, count)
    SELECT ${consultation}::text, counted, '', theme, region, its, 0, sum(n)
    FROM contribution, LATERAL (VALUES ('contribution', 'online', 1), ('people', 'online', 1), ('support', '', supports))
      AS what (counted, its, n)
    WHERE consultation = ${consultation} GROUP BY counted, theme, region, its`)
  await writeEvents(db, consultation, day)
  for (const table of ['contribution', 'consultation_support', 'event'])
    await db.pool.query(`VACUUM (ANALYZE) ${table}`)
}

/** One of each contribution and of each support, unsealed: the application that starts seals them. */
const writeEvents = (db: Database, consultation: string, day: string): Promise<unknown> =>
  db.query(sql`
    INSERT INTO event (stream, seq, id, kind, body, actor, channel, at, salt, commitment)
    SELECT stream, 1, md5('event ' || stream)::uuid, kind,
      jsonb_build_object('consultation', ${consultation}::text, 'contribution', contribution)::text::jsonb,
      'anonymous', 'portal', ${day}::date + interval '5 hours', decode(md5(stream::text), 'hex'), sha256(uuid_send(stream))
    FROM (
      SELECT id AS stream, 'contribution.received' AS kind, id AS contribution FROM contribution
      WHERE consultation = ${consultation}
      UNION ALL
      SELECT md5('support ' || contribution || encode(voice, 'hex'))::uuid, 'support.given', contribution
      FROM consultation_support WHERE consultation = ${consultation}
    ) AS made`)
