import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { awaitSaid, choose, heading, press, said, signInAs } from './gestures.ts'
import { type House, openHouse } from './house.ts'

for (const javaScriptEnabled of [false, true])
  describe(`the family allowance in English, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    let house: House
    let amelie: Page
    const languages: string[] = []
    before(async () => {
      house = await openHouse()
      amelie = await house.visitor({ javaScriptEnabled, locale: 'en-CA' })
      amelie.on('domcontentloaded', async (page) => {
        languages.push((await page.locator('html').getAttribute('lang')) ?? '')
      })
    })
    after(() => house.close())

    it('is found from the front door, in French first, then in English by one link', async () => {
      await amelie.goto('/')
      await press(amelie, 'English')
      languages.length = 0
      assert.equal(await heading(amelie), 'Your services, in one place')
      await press(amelie, 'Apply for the family allowance')
      await press(amelie, 'Start')
      assert.equal(await heading(amelie), 'Sign in')
      await signInAs(amelie, 'Amélie Tremblay', 'en')
      await press(amelie, 'Start')
    })

    it('shows what is known and asks the rest, amounts and dates as they are written in English', async () => {
      assert.equal(await heading(amelie), 'What we already know')
      assert.match(await said(amelie), /April 17, 1988/)
      assert.match(await said(amelie), /\$41,250\.50/)
      await press(amelie, 'Continue')
      await press(amelie, 'Continue')
      assert.match(await said(amelie), /There are 2 things to correct/)
      await choose(amelie, /Do you live in Québec/, 'Yes')
      await choose(amelie, /spouse or a partner/, 'No')
      await press(amelie, 'Continue')
      for (const child of ['Léa Tremblay', 'Noah Tremblay']) {
        await choose(amelie, /Where does this child live/, 'With you, more than 60% of the time', child)
        await choose(amelie, /handicapped child/, 'No', child)
      }
      await press(amelie, 'Continue')
      await choose(amelie, /want to be paid/, 'By cheque, to my address')
      await press(amelie, 'Continue')
      assert.equal(await heading(amelie), 'Check before you file')
    })

    it('is filed, decided and explained in English, and stays so in the inbox', async () => {
      await press(amelie, 'File my request')
      assert.equal(await heading(amelie), 'Your request has been filed')
      await press(amelie, 'Follow my request')
      await awaitSaid(amelie, /Read the decision/)
      await press(amelie, 'Read the decision')
      assert.match(await said(amelie), /The family allowance is granted to you/)
      assert.match(await said(amelie), /Net family income: \$41,250\.50/)
      assert.doesNotMatch(await said(amelie), /Allocation|Revenu|Enfant/)
      await press(amelie, /^Inbox/)
      assert.match(await said(amelie), /A decision has been made/)
    })

    it('never left English on the way, and the same page is one link away in French', async () => {
      assert.deepEqual([...new Set(languages)], ['en-CA'])
      await press(amelie, 'Français')
      assert.equal(await heading(amelie), 'Boîte')
    })
  })
