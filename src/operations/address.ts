import { createServer } from 'node:net'
import { CannotStart } from '#kernel'
import type { Config } from '../config.ts'

type Address = Pick<Config, 'host' | 'port'>

/** Asked before anything else is prepared, so that a taken port is said at once. Throws what `addressFault` makes. */
export const refuseTakenPort = async ({ host, port }: Address): Promise<void> => {
  try {
    await new Promise<void>((resolve, reject) => {
      const probe = createServer()
      probe.once('error', reject)
      probe.listen(port, host, () => probe.close(() => resolve()))
    })
  } catch (error) {
    throw addressFault(error, { host, port })
  }
}

/** Why it cannot listen there, for the operator; a stranger error comes back as it is. */
export const addressFault = (error: unknown, { host, port }: Address): unknown => {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'EADDRINUSE')
    return new CannotStart('port-taken', {
      fr: `Le port ${port} est déjà pris par un autre programme. Arrêtez-le, ou choisissez un autre port : PORT=${port + 1} npm start`,
      en: `Port ${port} is already taken by another program. Stop it, or choose another port: PORT=${port + 1} npm start`,
    })
  if (code === 'EACCES')
    return new CannotStart('port-not-allowed', {
      fr: `Le port ${port} demande des droits que ce compte n’a pas. Choisissez un port à partir de 1024 avec PORT.`,
      en: `Port ${port} needs rights that this account does not have. Choose a port from 1024 up with PORT.`,
    })
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return new CannotStart('host-unknown', {
      fr: `HOST = « ${host} » n’est pas une adresse de cette machine. Donnez localhost, ou 0.0.0.0 pour l’ouvrir aux autres machines.`,
      en: `HOST = "${host}" is not an address of this machine. Give localhost, or 0.0.0.0 to open it to other machines.`,
    })
  return error
}

/** The address that a person types, whatever address the server listens on. */
export const addressShown = ({ host, port, publicUrl }: Address & Pick<Config, 'publicUrl'>): string => {
  if (publicUrl) return publicUrl
  const name = ['0.0.0.0', '::', '127.0.0.1', '::1'].includes(host) ? 'localhost' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}
