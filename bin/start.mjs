/** `npm start`, under whatever Node npm has: installs what is missing, then starts Parvis under its own Node. */
import { installDependencies } from './dependencies.mjs'
import { runNode } from './node.mjs'

await installDependencies({ development: false })
process.exitCode = await runNode('bin/parvis', ['start', ...process.argv.slice(2)])
