import { type DestinationStream, type Logger, pino } from 'pino'
import type { Config } from '../config.ts'

/**
 * The log of a process, a JSON object a line. No personal data: of an error that a library logs, its kind and not its
 * message, which may quote what a person wrote; of a form being read, none of its headers, which hold the session.
 */
export const openLog = (level: Config['logLevel'], to?: DestinationStream): Logger => {
  const serializers = { err: ({ name, code }: { name?: string; code?: string }) => ({ name, code }) }
  const options = { level, serializers, redact: { paths: ['busboyOptions'], remove: true } }
  return to ? pino(options, to) : pino(options)
}
