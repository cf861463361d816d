/**
 * Reminders by e-mail beside the bare transport (nodemailer alone, as many connections), in one run, to the same SMTP
 * server, which is a process of its own: `node bench/reminders.ts [--messages 3000] [--rounds 3]`. The outbox takes each
 * message from PostgreSQL, writes it, sends it, and writes down that it was taken, durably, with the event that says so.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { setTimeout as wait } from 'node:timers/promises'
import { createCatalogue, loadFolder, publish } from '#catalogue'
import { idFrom, openTokens, sql, systemClock as clock } from '#kernel'
import { type LetterTools, smtpTransport, startOutbox } from '#notices'
import { letterTools } from '../src/operations/mail.ts'
import { valueOf } from '../tests/support/story.ts'
import { cpuMsOf, median, milliseconds, perSecond, table } from './support/figures.ts'
import { machineOf, openGround } from './support/ground.ts'

const ABREAST = 8
const { values: options } = parseArgs({
  options: { messages: { type: 'string', default: '3000' }, rounds: { type: 'string', default: '3' } },
})
const messages = Number(options.messages)
const rounds = Number(options.rounds)

const ground = await openGround('reminders-bench')
const office = fork(join(import.meta.dirname, '../tests/support/post-office.ts'))
const [{ url }] = (await once(office, 'message')) as [{ url: string }]
const definition = valueOf(await loadFolder(join(import.meta.dirname, '../services/allocation-famille')))
valueOf(await publish(ground.db, definition, { by: 'bench', at: clock() }))
const catalogue = await createCatalogue(ground.db)
const letters: LetterTools = letterTools(
  { mailFrom: null, demonstration: true },
  { catalogue, tokens: openTokens(Buffer.alloc(32, 7)), address: () => 'https://services.exemple.example' },
)

type Round = { perSecond: number; cpuMs: number }

const timed = async (work: () => Promise<void>): Promise<Round> => {
  const cpuBefore = cpuMsOf(process.pid)
  const from = performance.now()
  await work()
  const seconds = (performance.now() - from) / 1_000
  return { perSecond: messages / seconds, cpuMs: (cpuMsOf(process.pid) - cpuBefore) / messages }
}

let made = 0

const bare = async (): Promise<Round> => {
  const transport = smtpTransport(url, ABREAST)
  const round = await timed(async () => {
    let left = messages
    const lane = async () => {
      while (left-- > 0) {
        const outcome = await transport.send({
          messageId: `<bare-${(made += 1)}@parvis.example>`,
          from: 'Parvis <avis@parvis.example>',
          to: { name: '', address: 'amelie@exemple.example' },
          subject: 'Rappel : quelque chose à faire d’ici le 23 novembre 2027',
          text: TEXT,
          html: `<!doctype html><html lang="fr-CA"><body><h1>Rappel</h1><p>${TEXT}</p></body></html>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
          date: clock(),
        })
        if (outcome.is !== 'accepted') throw new Error(JSON.stringify(outcome))
      }
    }
    await Promise.all(Array.from({ length: ABREAST }, lane))
  })
  transport.close()
  return round
}

/** As long as what is sent for real. */
const TEXT = 'Mettre à jour votre demande d’allocation famille : au plus tard le 23 novembre 2027. '.repeat(
  12,
)

const outboxRound = async (at: number): Promise<Round> => {
  await ground.db.query(sql`
    INSERT INTO mail (person, id, kind, address, language, content, state, attempts, made_at, ready_at, until)
    SELECT 'p' || n, md5(${`round ${at} `} || n)::uuid, 'reminders', 'p' || n || '@exemple.example', 'fr',
      jsonb_build_object('is', 'notice', 'kind', 'reminder.due', 'dossier', ${idFrom('a dossier')}::text,
        'service', 'allocation-famille', 'version', 1, 'number', '7K4M-2QXD-9',
        'details', jsonb_build_object('deadline', 'yearly-update', 'dueOn', '2027-11-23', 'before', 'P7D',
          'of', md5(${`deadline ${at} `} || n)::uuid)),
      'queued', 0, now(), now(), now() + interval '1 day'
    FROM generate_series(1, ${messages}::int) AS n`)
  const log = { warn: console.error, error: console.error }
  const transport = smtpTransport(url, ABREAST)
  const round = await timed(async () => {
    const outbox = startOutbox({
      db: ground.db,
      clock,
      letters,
      transport,
      log,
      committed: () => {},
      pollMs: 20,
    })
    outbox.poke()
    while ((await queued()) > 0) await wait(20)
    await outbox.stop()
  })
  return round
}

const queued = async (): Promise<number> => {
  const [row] = await ground.db.query<{ count: number }>(sql`
    SELECT count(*) AS count FROM mail WHERE state = 'queued'`)
  return row!.count
}

const bares: Round[] = []
const ours: Round[] = []
try {
  for (let at = 0; at < rounds; at += 1) {
    bares.push(await bare())
    ours.push(await outboxRound(at))
  }
  office.send('report')
  const [{ arrived, raw }] = (await once(office, 'message')) as [{ arrived: number; raw: number }]
  const expected = 2 * rounds * messages
  if (arrived !== expected || raw !== expected)
    throw new Error(`${arrived} messages arrived, ${raw} with copies, of ${expected}`)
  const row = (label: string, its: Round[]) => [
    label,
    perSecond(median(its.map((round) => round.perSecond))),
    milliseconds(median(its.map(({ cpuMs }) => cpuMs))),
    (median(its.map((round) => round.perSecond)) / median(bares.map((round) => round.perSecond))).toFixed(2),
  ]
  console.log(
    table([
      [
        `${messages} messages, ${ABREAST} connections, ${rounds} rounds`,
        'messages',
        'CPU a message',
        'of the bare one',
      ],
      row('nodemailer alone', bares),
      row('the outbox', ours),
    ]),
  )
  console.log(await machineOf(ground.db))
} finally {
  office.disconnect()
  catalogue.stop()
  await ground.clear()
}
