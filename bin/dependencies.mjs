import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { HOME } from './node.mjs'

/**
 * Installs what package-lock.json asks for, when it is not there yet or no longer that: a person types one command,
 * whatever the state of the folder. `development` brings what the tests need too.
 */
export const installDependencies = async ({ development }) => {
  if (isUpToDate(development)) return
  console.log('Installation des dépendances (une seule fois)… / Installing the dependencies (once)…')
  const from = Date.now()
  const seconds = () => `${Math.round((Date.now() - from) / 1000)} s`
  const ticking = setInterval(() => console.log(`  … ${seconds()}`), 5_000)
  const options = [...(development ? [] : ['--omit=dev']), '--no-audit', '--no-fund', '--loglevel=error']
  // A mirror that lacks the builds for other machines makes `npm ci` refuse the lock file; `install` follows it too.
  const installed =
    (await npm(['ci', ...options], 'ignore')) || (await npm(['install', '--no-save', ...options], 'inherit'))
  clearInterval(ticking)
  if (installed) return console.log(`  ${seconds()}`)
  console.error(
    'Les dépendances n’ont pas pu être installées. Vérifiez le réseau et le droit d’écrire dans ce dossier.',
  )
  console.error(
    'The dependencies could not be installed. Check the network and the right to write in this folder.',
  )
  process.exit(1)
}

/** Compares with what npm wrote that it installed; an optional package may be meant for other machines. */
const isUpToDate = (development) => {
  const wanted = packagesOf('package-lock.json')
  const installed = packagesOf('node_modules/.package-lock.json')
  return Object.entries(wanted).every(
    ([path, { version, optional, dev, devOptional }]) =>
      path === '' ||
      optional ||
      ((dev || devOptional) && !development) ||
      (installed[path]?.version === version && existsSync(join(HOME, path))),
  )
}

const packagesOf = (file) => {
  try {
    return JSON.parse(readFileSync(join(HOME, file), 'utf8')).packages
  } catch {
    return {}
  }
}

/** The npm that started us, otherwise the one on the path. Gives whether it succeeded. */
const npm = (args, stdio) =>
  new Promise((resolve) => {
    const cli = process.env.npm_execpath
    const windows = process.platform === 'win32'
    const child = cli?.endsWith('.js')
      ? spawn(process.execPath, [cli, ...args], { cwd: HOME, stdio })
      : spawn(windows ? 'npm.cmd' : 'npm', args, { cwd: HOME, stdio, shell: windows })
    child.on('error', () => resolve(false))
    child.on('exit', (code) => resolve(code === 0))
  })
