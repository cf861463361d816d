/** `npm test`, under whatever Node npm has: installs what is missing, then runs bin/check (see bin/checks.ts). */
import { installDependencies } from './dependencies.mjs'
import { runNode } from './node.mjs'

await installDependencies({ development: true })
process.exitCode = await runNode('bin/check', process.argv.slice(2))
await runNode('tests/support/stop.ts', [])
