import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { heading, said } from './gestures.ts'
import { type House, openHouse } from './house.ts'

type Focused = { words: string; type: string; name: string; outlined: boolean; inSight: boolean }

for (const javaScriptEnabled of [false, true])
  describe(`reporting a pothole by keyboard alone, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    let house: House
    let page: Page
    before(async () => {
      house = await openHouse()
      page = await house.visitor({ javaScriptEnabled })
    })
    after(() => house.close())

    /** Tab after tab until this is reached; each stop on the way is visible, and outlined. */
    const tabTo = async (words: RegExp, type?: string): Promise<void> => {
      for (let stops = 0; stops < 60; stops++) {
        await page.keyboard.press('Tab')
        const focus = await page.evaluate<Focused>(FOCUSED)
        assert.ok(focus.outlined, `no visible focus on « ${focus.words} »`)
        assert.ok(focus.inSight, `focus out of sight on « ${focus.words} »`)
        if (words.test(focus.words) && (type === undefined || focus.type === type)) return
      }
      assert.fail(`« ${words.source} » is never reached by Tab`)
    }
    const enter = async (words: RegExp): Promise<void> => {
      await tabTo(words)
      await Promise.all([page.waitForEvent('domcontentloaded'), page.keyboard.press('Enter')])
    }

    it('begins with a link that skips what every page repeats', async () => {
      await page.goto('/')
      await page.keyboard.press('Tab')
      assert.match((await page.evaluate<Focused>(FOCUSED)).words, /Aller au contenu/)
      await page.keyboard.press('Enter')
      await tabTo(/Que cherchez-vous/)
      await page.keyboard.type('nid-de-poule')
      await Promise.all([page.waitForEvent('domcontentloaded'), page.keyboard.press('Enter')])
      await enter(/Signaler un problème de chaussée/)
      await enter(/^Commencer/)
    })

    it('answers by typing, by arrows and by Space, and goes on by Enter', async () => {
      await tabTo(/Où est le problème/)
      await page.keyboard.type('12, rue des Ormes')
      await Promise.all([page.waitForEvent('domcontentloaded'), page.keyboard.press('Enter')])
      assert.match(await heading(page), /Le problème/)
      await tabTo(/Un nid-de-poule/, 'radio')
      await page.keyboard.press('Space')
      await page.keyboard.press('ArrowDown')
      await tabTo(/Oui/, 'radio')
      await page.keyboard.press('ArrowDown')
      await tabTo(/Décrivez/)
      await page.keyboard.type('La rue descend.')
      await enter(/^Continuer/)
      await enter(/^Continuer/)
      assert.match(await said(page), /Un affaissement.*Danger immédiatNon/)
    })

    it('files, opens what is folded, and follows the request', async () => {
      await enter(/^Déposer ma demande/)
      assert.equal(await heading(page), 'Votre demande est déposée')
      await enter(/^Suivre ma demande/)
      await tabTo(/Ce que vous avez déposé/)
      await page.keyboard.press('Enter')
      assert.equal(await page.getByText('12, rue des Ormes').isVisible(), true)
    })

    if (javaScriptEnabled)
      it('is brought to what is to be corrected, and from there to the field', async () => {
        await page.goto('/services/signalement-chaussee')
        await enter(/^Commencer/)
        await enter(/^Continuer/)
        assert.match(await page.evaluate('document.activeElement.className'), /error-summary/)
        await tabTo(/./)
        await page.keyboard.press('Enter')
        await page.keyboard.type('Rue des Érables')
        assert.equal(await page.getByLabel(/Où est le problème/).inputValue(), 'Rue des Érables')
      })
  })

/** Runs in the page: what has the focus, by its words, and whether the eye can find it. */
const FOCUSED = `(() => {
  const at = document.activeElement
  const words = at.labels?.length ? at.labels[0].textContent : at.getAttribute('aria-label') ?? at.textContent
  const seen = at.matches('[type=radio], [type=checkbox]') ? at.labels[0] : at
  const box = seen.getBoundingClientRect()
  const drawn = (e, pseudo) => { const s = getComputedStyle(e, pseudo); return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== 'none' }
  const around = at.closest('.drop, .choice')
  return {
    words: words.replace(/\\s+/g, ' ').trim(), type: at.type ?? '', name: at.name ?? '',
    outlined: drawn(at) || drawn(seen) || drawn(seen, '::before') || drawn(seen, '::after') || (around !== null && drawn(around)),
    inSight: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
  }
})()`
