import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { CannotStart } from '#kernel'

/** Where this copy of Parvis lies: `services/`, `organisations/` and `migrations/` are read from there. */
export const HOME = join(import.meta.dirname, '..')

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const

/** What the operator chose. This file alone reads the environment; docs/guides/operator.md is held to the list below. */
export type Config = {
  /** PORT, 3000: where pages are served. 0 takes any free port. */
  port: number
  /** HOST, localhost: which address to listen on; `0.0.0.0` opens it to other machines. */
  host: string
  /** PARVIS_URL: the address that people type, for links in messages; `http://localhost:<port>` when absent. */
  publicUrl: string | null
  /** DATABASE_URL: an existing PostgreSQL (16 or newer); absent, the embedded one runs under `dir`. */
  databaseUrl: string | null
  /** PARVIS_DIR, `.parvis`: the embedded database and the lock of the running instance. An absolute path. */
  dir: string
  /** PARVIS_SERVICES and PARVIS_ORGANISATIONS: folders of an installation's own. Absolute paths. */
  servicesDir: string
  organisationsDir: string
  /** PARVIS_DEMONSTRATION, yes: invented people to sign in as, a banner that says so, services reread as they change. */
  demonstration: boolean
  /**
   * PARVIS_SMTP: the server that e-mail is given to (`smtp://account:password@host:587`, `smtps://…`). Absent, none is
   * sent; in the demonstration, a server of its own keeps every message for `/courriels`, and none leaves the machine.
   */
  smtp: string | null
  /** PARVIS_MAIL_FROM: who messages are from, `Parvis <avis@services.exemple.ca>`; PARVIS_SMTP needs it. */
  mailFrom: string | null
  /**
   * PARVIS_HISTORY, 200: how many invented people live a first history in a new demonstration, once its pages are up; 0 for
   * none. Nobody does where `demonstration` is off.
   */
  history: number
  /** LOG_LEVEL, info. */
  logLevel: (typeof LOG_LEVELS)[number]
  /**
   * PARVIS_SIGNING_KEY: the Ed25519 private key (PKCS #8, PEM) that signs receipts, or the path of its file. Absent, one
   * is made and kept. Processes on one database must share it.
   */
  signingKey: string | null
  /**
   * PARVIS_LOG_KEY: the Ed25519 private key that signs the public log's checkpoints, given in the same way. Absent, one is
   * made and kept. A log keeps the key with which it was begun.
   */
  logKey: string | null
  /** PARVIS_LOG_ORIGIN: the name of the public log, for ever; what PARVIS_URL says and `/journal` when absent. */
  logOrigin: string | null
}

/**
 * The configuration, or `CannotStart` (`wrong-setting`) naming the variable, what it holds and what it may hold.
 * `over` stands over the environment: what a command's options say.
 */
export const readConfig = (
  env: NodeJS.ProcessEnv = process.env,
  over: { [Name in (typeof SETTINGS)[number]]?: string | undefined } = {},
): Config => {
  const given = (name: (typeof SETTINGS)[number]): string | null => (over[name] ?? env[name])?.trim() || null
  return {
    port: portOf('PORT', given('PORT')),
    host: given('HOST') ?? 'localhost',
    publicUrl: webAddressOf('PARVIS_URL', given('PARVIS_URL')),
    databaseUrl: databaseAddressOf('DATABASE_URL', given('DATABASE_URL')),
    dir: resolve(given('PARVIS_DIR') ?? join(HOME, '.parvis')),
    servicesDir: resolve(given('PARVIS_SERVICES') ?? join(HOME, 'services')),
    organisationsDir: resolve(given('PARVIS_ORGANISATIONS') ?? join(HOME, 'organisations')),
    demonstration: yesOrNo('PARVIS_DEMONSTRATION', given('PARVIS_DEMONSTRATION'), true),
    ...mailOf(given('PARVIS_SMTP'), given('PARVIS_MAIL_FROM')),
    history: peopleOf('PARVIS_HISTORY', given('PARVIS_HISTORY')),
    logLevel: oneOf('LOG_LEVEL', given('LOG_LEVEL'), LOG_LEVELS, 'info'),
    signingKey: privateKeyOf('PARVIS_SIGNING_KEY', given('PARVIS_SIGNING_KEY')),
    logKey: privateKeyOf('PARVIS_LOG_KEY', given('PARVIS_LOG_KEY')),
    logOrigin: originOf('PARVIS_LOG_ORIGIN', given('PARVIS_LOG_ORIGIN')),
  }
}

/** Every variable that is read, for the documentation and its test. */
export const SETTINGS = [
  'PORT',
  'HOST',
  'PARVIS_URL',
  'DATABASE_URL',
  'PARVIS_DIR',
  'PARVIS_SERVICES',
  'PARVIS_ORGANISATIONS',
  'PARVIS_DEMONSTRATION',
  'PARVIS_SMTP',
  'PARVIS_MAIL_FROM',
  'PARVIS_HISTORY',
  'LOG_LEVEL',
  'PARVIS_SIGNING_KEY',
  'PARVIS_LOG_KEY',
  'PARVIS_LOG_ORIGIN',
] as const

/** The value is shown back, except where it may hold a secret. */
const wrong = (name: string, value: string | null, fr: string, en: string): CannotStart =>
  new CannotStart('wrong-setting', {
    fr: `${name}${value === null ? '' : ` = « ${value} »`} ne convient pas : ${fr}.`,
    en: `${name}${value === null ? '' : ` = "${value}"`} will not do: ${en}.`,
  })

const portOf = (name: string, value: string | null): number => {
  if (value === null) return 3000
  const port = Number(value)
  if (/^\d{1,5}$/.test(value) && port <= 65_535) return port
  throw wrong(name, value, 'donnez un nombre de 0 à 65535', 'give a number from 0 to 65535')
}

/** More people than that live by the command, whose progress is seen. */
const MOST_PEOPLE = 2_000

const peopleOf = (name: string, value: string | null): number => {
  if (value === null) return 200
  const people = Number(value)
  if (/^\d{1,4}$/.test(value) && people <= MOST_PEOPLE) return people
  throw wrong(
    name,
    value,
    `donnez un nombre de personnes, de 0 à ${MOST_PEOPLE}`,
    `give a number of people, from 0 to ${MOST_PEOPLE}`,
  )
}

const yesOrNo = (name: string, value: string | null, otherwise: boolean): boolean => {
  if (value === null) return otherwise
  if (/^(yes|oui|true|1|on)$/i.test(value)) return true
  if (/^(no|non|false|0|off)$/i.test(value)) return false
  throw wrong(name, value, 'donnez yes ou no', 'give yes or no')
}

const oneOf = <T extends string>(
  name: string,
  value: string | null,
  choices: readonly T[],
  otherwise: T,
): T => {
  if (value === null) return otherwise
  const chosen = choices.find((choice) => choice === value.toLowerCase())
  if (chosen) return chosen
  const list = choices.join(', ')
  throw wrong(name, value, `donnez l’une de ces valeurs : ${list}`, `give one of: ${list}`)
}

const webAddressOf = (name: string, value: string | null): string | null => {
  if (value === null) return null
  const url = URL.parse(value)
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/') return url.origin
  throw wrong(
    name,
    value,
    'donnez une adresse comme https://services.exemple.ca',
    'give an address like https://services.example.ca',
  )
}

const databaseAddressOf = (name: string, value: string | null): string | null => {
  if (value === null) return null
  const url = URL.parse(value)
  if (url && /^postgres(ql)?:$/.test(url.protocol) && url.pathname.length > 1) return value
  throw wrong(
    name,
    null,
    'donnez une adresse comme postgres://compte:motdepasse@serveur:5432/base',
    'give an address like postgres://account:password@server:5432/database',
  )
}

/** A key's name in a signed note: neither spaces nor plus; an address without its scheme, by custom. */
export const originOf = (name: string, value: string | null): string | null => {
  if (value === null || /^[^\s+]{1,200}$/u.test(value)) return value
  throw wrong(
    name,
    value,
    'donnez un nom sans espace ni +, comme services.exemple.ca/journal',
    'give a name without space or +, like services.example.ca/journal',
  )
}

const SENDER = /^(?:[^<>\r\n]{0,100}<)?[^\s<>@,"]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?>?$/i

/** The server's address may hold a password: it is never shown back. */
const mailOf = (smtp: string | null, from: string | null): Pick<Config, 'smtp' | 'mailFrom'> => {
  const url = smtp === null ? null : URL.parse(smtp)
  if (smtp !== null && !(url && /^smtps?:$/.test(url.protocol) && url.hostname))
    throw wrong(
      'PARVIS_SMTP',
      null,
      'donnez une adresse comme smtp://compte:motdepasse@serveur:587 ou smtps://serveur',
      'give an address like smtp://account:password@server:587 or smtps://server',
    )
  if (from === null ? smtp !== null : !SENDER.test(from) || from.includes('<') !== from.endsWith('>'))
    throw wrong(
      'PARVIS_MAIL_FROM',
      from,
      'donnez de qui viennent les messages, comme Parvis <avis@services.exemple.ca>',
      'give who messages are from, like Parvis <notices@services.example.ca>',
    )
  return { smtp, mailFrom: from }
}

const privateKeyOf = (name: string, value: string | null): string | null => {
  if (value === null) return null
  try {
    const pem = value.includes('-----BEGIN') ? value.replaceAll('\\n', '\n') : readFileSync(value, 'utf8')
    if (createPrivateKey(pem).asymmetricKeyType === 'ed25519') return pem
  } catch {
    // Said below, without the value: it may be the key itself.
  }
  throw wrong(
    name,
    null,
    'donnez une clé privée Ed25519 (PKCS #8, PEM), ou le chemin d’un fichier lisible qui la contient (« openssl genpkey -algorithm ed25519 »)',
    'give an Ed25519 private key (PKCS #8, PEM), or the path of a readable file that holds it ("openssl genpkey -algorithm ed25519")',
  )
}
