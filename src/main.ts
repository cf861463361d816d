import Fastify from 'fastify'
import { migrate } from '#kernel'
import type { Config } from './config.ts'
import { addressFault, addressShown } from './operations/address.ts'
import { connect, isAnswering } from './operations/database.ts'

export type Running = {
  /** Where a person finds the pages. */
  address: string
  /** Lets what is under way end, then closes everything, the embedded PostgreSQL last. */
  stop(): Promise<void>
}

/**
 * Wires everything, alone in knowing everyone. Each step is said as it begins. Throws `CannotStart` with a sentence for
 * the operator; whatever had started by then is stopped.
 */
export const run = async (config: Config, progress: (line: string) => void): Promise<Running> => {
  progress('1/3 PostgreSQL…')
  const { db, close } = await connect(config, (line) => progress(`    ${line}`))
  const app = Fastify({ logger: { level: config.logLevel } })
  const stop = async () => {
    await app.close()
    await close()
  }
  try {
    progress('2/3 Tables…')
    await migrate(db, { log: (line) => progress(`    ${line}`) })
    app.get('/health/live', () => ({ live: true }))
    app.get('/health/ready', async (_request, reply) => {
      const ready = await isAnswering(db)
      return reply.code(ready ? 200 : 503).send({ ready })
    })
    progress('3/3 Pages…')
    const port = await listen(app, config)
    return { address: addressShown({ ...config, port }), stop }
  } catch (error) {
    await stop()
    throw addressFault(error, config)
  }
}

const listen = async (app: ReturnType<typeof Fastify>, { host, port }: Config): Promise<number> => {
  await app.listen({ host, port })
  return app.addresses()[0]!.port
}
