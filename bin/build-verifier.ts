/**
 * Builds `bin/parvis-verify`: the verifier of published measures as one file that needs only Node 20, from the very folds
 * that the platform runs. It is kept with the sources, so that whoever downloads it needs to build nothing; `--check`
 * only says whether it is what the sources give.
 */
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, type Plugin } from 'esbuild'

const ROOT = join(import.meta.dirname, '..')
const FILE = join(ROOT, 'bin/parvis-verify')

const HEAD = `#!/usr/bin/env node
// The stand-alone verifier of Parvis: one file, for Node 20 or newer, with nothing to install.
// Built from src/openness/barometer/verifier by: node bin/build-verifier.ts
// Usage: node parvis-verify <folder or address of a publication> [--key <verifier key>]
// Licence: Apache-2.0`

/** Doors lead to more than the verifier needs: what is not asked for by name is left out. */
const doors: Plugin = {
  name: 'doors',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^(#|\.\.?\/)/ }, async ({ path, pluginData, ...rest }) => {
      if (pluginData === 'seen') return null
      const found = await resolve(path, { ...rest, pluginData: 'seen' })
      return { ...found, sideEffects: false }
    })
  },
}

const built = await build({
  absWorkingDir: ROOT,
  entryPoints: ['src/openness/barometer/verifier/main.ts'],
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  charset: 'utf8',
  write: false,
  legalComments: 'none',
  metafile: true,
  plugins: [doors],
})
const foreign = Object.entries(Object.values(built.metafile.outputs)[0]!.inputs)
  .filter(([path, { bytesInOutput }]) => bytesInOutput > 0 && path.includes('node_modules'))
  .map(([path]) => path)
if (foreign.length > 0)
  throw new Error(`The verifier would carry what we did not write: ${foreign.join(', ')}`)
const text = `${HEAD}\n${built.outputFiles[0]!.text}`

if (process.argv.includes('--check')) {
  if (existsSync(FILE) && readFileSync(FILE, 'utf8') === text) process.exit(0)
  console.error('bin/parvis-verify is not what the sources give: run node bin/build-verifier.ts')
  process.exit(1)
}
writeFileSync(FILE, text)
chmodSync(FILE, 0o755)
