import type { Catalogue } from '#catalogue'
import { CannotStart, type Clock, type Database, type Language, type Tokens } from '#kernel'
import { type LetterTools, type Links, smtpTransport, type Transport } from '#notices'
import { PATHS } from '#portal'
import { PATHS as SPACES } from '#look'
import type { Config } from '../config.ts'
import { openPostOffice } from './post-office.ts'

/** How many messages are under way at once in each process; receiving servers count a sender's connections. */
const ABREAST = 8

/** By what mail leaves: the operator's server, the demonstration's own, or nothing at all. */
export type MailWay = { transport: Transport; close(): Promise<void> }

export const openMailWay = async (
  { smtp, demonstration }: Pick<Config, 'smtp' | 'demonstration'>,
  db: Database,
  clock: Clock,
): Promise<MailWay | null> => {
  if (smtp) return { transport: smtpTransport(smtp, ABREAST), close: async () => {} }
  if (!demonstration) return null
  const office = await openPostOffice(db, clock).catch((error: Error) => {
    throw postOfficeFault(error)
  })
  return { transport: smtpTransport(office.url, ABREAST), close: office.close }
}

const postOfficeFault = (error: Error): CannotStart => {
  const fault = new CannotStart('post-office', {
    fr: 'Le serveur de courriel de la démonstration ne peut s’ouvrir sur 127.0.0.1 : aucun port n’est libre.',
    en: 'The demonstration’s mail server cannot open on 127.0.0.1: no port is free.',
  })
  fault.cause = error
  return fault
}

/** What the demonstration says it is from: a domain that can belong to nobody (RFC 2606). */
const DEMONSTRATION_FROM = 'Parvis <ne-pas-repondre@parvis.example>'

export const letterTools = (
  { mailFrom, demonstration }: Pick<Config, 'mailFrom' | 'demonstration'>,
  { catalogue, tokens, address }: { catalogue: Catalogue; tokens: Tokens; address: () => string },
): LetterTools => {
  const from = mailFrom ?? DEMONSTRATION_FROM
  const domain = /@([^>]+)>?$/.exec(from)![1]!
  return { catalogue, tokens, links: linksFrom(address), from, domain, demonstration }
}

/** Whole addresses of the portal's pages, from the address that people type. */
const linksFrom = (address: () => string): Links => {
  const whole = (path: { fr: string; en: string }, language: Language, value = ''): string =>
    address() + path[language].replace(/:\w+/, encodeURIComponent(value))
  return {
    dossier: (language, id) => whole(PATHS.dossier, language, id),
    calendar: (language) => whole(PATHS.calendar, language),
    preferences: (language) => whole(PATHS.preferences, language),
    confirm: (language, token) => whole(PATHS.confirmAddress, language, token),
    unsubscribe: (language, token) => whole(PATHS.unsubscribe, language, token),
    organisation: () => `${address()}${SPACES.fr.organisation}`,
  }
}
