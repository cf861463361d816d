import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gallery } from './gallery/samples.ts'
import { assets } from './index.ts'

/**
 * Writes every page of the gallery to a folder, to be opened in a browser as files:
 * `node src/channels/look/gallery.ts <folder>`. Links between pages lead nowhere there; styles and scripts work.
 */
const folder = process.argv[2]
if (!folder) {
  console.error('node src/channels/look/gallery.ts <folder>')
  process.exit(2)
}

const asFile = (text: string) => text.replaceAll('="/assets/', '="./assets/')

mkdirSync(join(folder, 'assets'), { recursive: true })
for (const asset of assets()) writeFileSync(join(folder, asset.path), asset.body)
for (const [name, render] of gallery) writeFileSync(join(folder, `${name}.html`), asFile(render().toString()))
console.log(`${gallery.size} pages → ${folder}`)
