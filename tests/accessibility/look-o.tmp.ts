import { deskStates } from './desk-states.ts'
import { portalStates } from './portal-states.ts'
import { openVisits } from './visiting.ts'
import { openWorld, uglyPothole } from './world.ts'
import { mkdirSync } from 'node:fs'
const OUT = process.env['OUT']!
const ONLY = process.env['ONLY'] ? new RegExp(process.env['ONLY']) : /./
mkdirSync(OUT, { recursive: true })
const world = await openWorld()
world.house.setTime('2026-10-26T14:00:00.000Z')
for (let at = 0; at < 6; at++) await world.filed(null, 'signalement-chaussee')
await world.taken('karim-haddad', 'certificat-naissance')
world.house.setTime('2026-11-23T15:00:00.000Z')
const many = process.env['MANY'] ? 150 : 10
for (let at = 0; at < many; at++)
  await world.filed(null, 'signalement-chaussee', at % 10 ? undefined : await uglyPothole(world))
for (let at = 0; at < 12; at++) await world.filed('amelie-tremblay', 'certificat-naissance')
world.house.breakWith('x-bug', new TypeError('a planted bug'))
world.house.breakWith('x-outage', Object.assign(new Error('no connection'), { code: 'ECONNREFUSED' }))
const visit = openVisits(world)
for (const state of [...portalStates(), ...deskStates()]) {
  if (!ONLY.test(state.name)) continue
  try {
    const { page } = await visit(state)
    const file = state.name.replace(/[^\p{L}\d]+/gu, '-').replace(/-$/, '')
    if (state.channel === 'portal' && state.language === 'fr') {
      await page.setViewportSize({ width: 320, height: 640 })
      await page.screenshot({ path: `${OUT}/fr-${file}.png`, fullPage: true })
      if (/receipt|granted|decision/.test(state.name)) {
        await page.pdf({ path: `${OUT}/print-${file}.pdf`, format: 'Letter' })
      }
    } else if (state.channel === 'portal') {
      await page.emulateMedia({ colorScheme: 'dark' })
      await page.screenshot({ path: `${OUT}/en-${file}.png`, fullPage: true })
    } else {
      await page.screenshot({ path: `${OUT}/${file}.png`, fullPage: true })
      if (/dossier-(mine|decided)/.test(file))
        await page.pdf({ path: `${OUT}/print-${file}.pdf`, format: 'Letter' })
    }
    console.log(state.name, state.language)
  } catch (error) {
    console.log('FAILED', state.name, String(error).slice(0, 300))
  }
}
await world.close()
process.exit(0)
