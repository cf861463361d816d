import type { Command } from 'commander'
import { readConfig } from '../config.ts'
import { refuseTakenPort } from '../operations/address.ts'
import { holdFolder, type Instance } from '../operations/instance.ts'

/** How long requests under way may take to end before the process leaves anyway. */
const GRACE_MS = 10_000

export const startCommand = (program: Command) =>
  program
    .command('start', { isDefault: true })
    .description('Démarrer Parvis et servir les pages / Start Parvis and serve the pages')
    .action(start)

const start = async () => {
  leaveWithStarter()
  const config = readConfig()
  // Several processes may share one DATABASE_URL; an embedded database and its folder belong to one.
  const instance = config.databaseUrl ? undefined : await holdFolder(config.dir)
  try {
    await refuseTakenPort(config)
    const { run } = await import('../main.ts')
    const running = await run(config, (line) => console.log(line))
    instance?.serves(running.address)
    stopOnSignal(running.stop, instance)
    console.log(`\nParvis : ${running.address}   (Ctrl+C pour arrêter / to stop)`)
  } catch (error) {
    instance?.release()
    throw error
  }
}

/**
 * SIGTERM or Ctrl+C: what is under way ends, then the process does. A second signal leaves at once, unless it follows
 * the first so closely that it is the same one, which the terminal and npm both pass on.
 */
const stopOnSignal = (stop: () => Promise<void>, instance: Instance | undefined) => {
  let stoppingSince: number | undefined
  const onSignal = async () => {
    if (stoppingSince && Date.now() - stoppingSince > 500) process.exit(1)
    if (stoppingSince) return
    stoppingSince = Date.now()
    setTimeout(() => process.exit(1), GRACE_MS).unref()
    try {
      await stop()
    } catch (error) {
      console.error(error)
      process.exitCode = 1
    }
    instance?.release()
    process.exit()
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void onSignal())
}

/** When an older Node started us (bin/parvis, npm start) and is killed, we go with it: nobody else knows of us. */
const leaveWithStarter = () => {
  process.once('disconnect', () => process.exit(1))
  process.channel?.unref()
}
