import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Plain JavaScript that any Node from 18 runs: it comes before the Node that runs the rest. */

export const HOME = join(dirname(fileURLToPath(import.meta.url)), '..')

/** The Node that the sources are written for (types stripped as they are read, Temporal). */
const NEEDED = 26
const OWN_NODE = join(HOME, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')

const isRecentEnough = () => Number(process.versions.node.split('.')[0]) >= NEEDED

const FLAGS = ['--disable-warning=ExperimentalWarning']

/** The Node that npm brought, or this one when it is recent enough; undefined when neither serves. */
const ownNode = () => (existsSync(OWN_NODE) ? OWN_NODE : isRecentEnough() ? process.execPath : undefined)

/** The environment that our processes run in: compiled modules are kept from one start to the next. */
const environment = () => ({
  ...process.env,
  NODE_COMPILE_CACHE:
    process.env.NODE_COMPILE_CACHE ?? join(process.env.PARVIS_DIR ?? join(HOME, '.parvis'), 'compile-cache'),
})

/**
 * Runs a script under Node 26 when this one is older, ends with its status, and resolves to false at once when this
 * one will do. The channel tells the child that we were killed; signals are passed on.
 */
export const runUnderOwnNode = (script, args) =>
  isRecentEnough() ? Promise.resolve(false) : runNode(script, args).then((status) => process.exit(status))

/** Runs a script of the project (its path from the root) and gives its exit status. */
export const runNode = (script, args) =>
  new Promise((resolve) => {
    const node = ownNode()
    if (!node) {
      console.error('Les dépendances ne sont pas installées : lancez « npm start » ou « npm ci ».')
      console.error('The dependencies are not installed: run "npm start" or "npm ci".')
      return resolve(1)
    }
    const stdio = ['inherit', 'inherit', 'inherit', 'ipc']
    const child = spawn(node, [...FLAGS, join(HOME, script), ...args], { env: environment(), stdio })
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal))
    child.on('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)))
  })
