import { type DestinationStream, type Logger, pino } from 'pino'
import type { Config } from '../config.ts'

/**
 * The log of a process, a JSON object a line. No personal data: of an error that a library logs, its kind and not its
 * message, which may quote what a person wrote; of a form being read, none of its headers, which hold the session.
 */
export const openLog = (level: Config['logLevel'], to?: DestinationStream): Logger => {
  const serializers = { err: ({ name, code }: { name?: string; code?: string }) => ({ name, code }) }
  const options = { level, serializers, redact: { paths: ['busboyOptions'], remove: true } }
  return pino(options, to ?? eachTurn(pino.destination({ fd: 1, sync: true })))
}

/**
 * The lines of one turn of the event loop leave in one write: under load a write costs more than all else that is done for
 * a line. They leave before the process waits for anything or ends; whoever kills it loses what one turn had to say.
 */
const eachTurn = (to: DestinationStream): DestinationStream => {
  let held = ''
  const leave = () => {
    const lines = held
    held = ''
    if (lines !== '') to.write(lines)
  }
  process.on('exit', leave)
  return {
    write(line) {
      if (held === '') setImmediate(leave)
      held += line
    },
  }
}
