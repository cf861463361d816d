import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type House, openHouse } from '../journeys/house.ts'
import { figuresOf } from './figures-of.ts'
import { writeHistory } from './written-history.ts'

describe('the barometer on paper', () => {
  let house: House
  before(async () => {
    house = await openHouse()
    await writeHistory(house.db, { until: new Date('2026-11-22T18:00:00.000Z'), more: 55 })
    await figuresOf(house)
  })
  after(() => house.close())

  for (const path of ['/barometre', '/en/barometer'])
    for (const format of ['letter', 'a4'])
      it(`holds its ten cards on two pages (${path}, ${format})`, async () => {
        const page = await house.visitor()
        await page.goto(path)
        assert.equal(await page.locator('.figure-cards h2').count(), 10)
        const pdf = await page.pdf({ format, margin: MARGINS })
        assert.equal(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length, 2)
        await page.context().close()
      })

  it('keeps its bars and its curve: they are drawn, not painted as grounds that printers leave out', async () => {
    const page = await house.visitor()
    await page.goto('/barometre/utilisation')
    await page.emulateMedia({ media: 'print', forcedColors: 'none' })
    const drawn = await page.evaluate<
      string[]
    >(`[...document.querySelectorAll('.meter > rect, .trend path.main')].map((e) => {
      const { fill, stroke } = getComputedStyle(e)
      return e.matches('path') ? stroke : e.matches('.track') ? stroke : fill
    })`)
    assert.ok(drawn.length > 4)
    for (const colour of drawn) assert.match(colour, /^rgb\((0, 0, 0|153, 153, 153)\)$/)
    await page.context().close()
  })
})

/** As the style sheet asks: what prints without it would have other margins. */
const MARGINS = { top: '14mm', bottom: '14mm', left: '16mm', right: '16mm' }
