import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { figuresOf } from '../barometer/figures-of.ts'
import { awaitSaid, choose, fill, heading, pathOf, press, said } from './gestures.ts'
import { type House, openHouse } from './house.ts'

/** A figure follows within two seconds (bench/barometer.ts measures it); a machine busy with other tests has longer. */
const WITHIN_MS = 60_000
/** Filings are said in multiples of five: fewer move nothing that is read. */
const COUNTED_BY = 5

for (const javaScriptEnabled of [false, true])
  describe(`the barometer, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    let house: House
    let mei: Page
    let filedBefore = NaN
    before(async () => {
      house = await openHouse()
      await figuresOf(house)
      mei = await house.visitor({ javaScriptEnabled })
    })
    after(() => house.close())

    it('is found from the front door: ten cards, and what has no figure yet says why', async () => {
      await mei.goto('/')
      await press(mei, 'Le baromètre des dix cibles')
      assert.equal(await heading(mei), 'Baromètre')
      assert.equal(await mei.locator('.figure-cards h2').count(), 10)
      assert.match(await said(mei), /n’ont pas encore de chiffre.*les données sont inventés/)
      assert.match(await said(mei), /Aucune consultation publique n’est encore inscrite ici/)
    })

    it('leads from a card to its target: the figure, what it means, who is compared', async () => {
      await press(mei, 'Utilisés en ligne')
      assert.equal(pathOf(mei), '/barometre/utilisation')
      assert.match(await said(mei), /75 % des services numériques présentent un taux d’utilisation/)
      assert.match(await said(mei), /Ville des Ormes/)
      filedBefore = await filedCount(mei)
    })

    it('follows reports filed through the portal, by itself, five at a time', async () => {
      const passer = await house.visitor({ javaScriptEnabled })
      for (let filed = 0; filed < COUNTED_BY; filed++) await reportPothole(passer)
      const began = performance.now()
      let count = filedBefore
      while (count === filedBefore && performance.now() - began < WITHIN_MS) {
        await mei.reload()
        count = await filedCount(mei)
      }
      assert.equal(count, filedBefore + COUNTED_BY)
      await passer.context().close()
    })

    it('says the same in English, one link away', async () => {
      await press(mei, 'English')
      assert.equal(pathOf(mei), '/en/barometer/use')
      assert.equal(await heading(mei), 'Used online')
      assert.equal(await filedCount(mei), filedBefore + COUNTED_BY)
      assert.match(await said(mei), /Town of Les Ormes/)
    })

    it('gives its tables as CSV, in the language of the page, and everything as JSON', async () => {
      const units = await fetched(mei, 'In detail (CSV)')
      assert.match(units.type, /^text\/csv; charset=utf-8/)
      assert.match(units.text, /^\u{feff}organisation,organisation_name,unit,.*\r\n/u)
      assert.match(units.text, /\r\nville-des-ormes,Town of Les Ormes,signalement-chaussee,/)
      const trend = await fetched(mei, 'The curve (CSV)')
      assert.match(trend.text, /^\u{feff}day,definition,in_force,state,value,numerator,denominator\r\n/u)
      const json = await fetched(mei, 'Everything (JSON)')
      assert.match(json.type, /json/)
      assert.equal((JSON.parse(json.text) as { figure: { target: number } }).figure.target, 8)
    })

    it('shows each organisation beside everybody, and leads back', async () => {
      await press(mei, 'Town of Les Ormes')
      assert.equal(await heading(mei), 'Barometer: Town of Les Ormes')
      assert.match(await said(mei), /What it has not reported.*10. Data made available/)
      await press(mei, 'The organisations')
      await press(mei, 'Barometer')
      assert.equal(pathOf(mei), '/en/barometer')
    })

    it('keeps a contest and its answer beside the figure, which does not move', async () => {
      // What was filed is all in the figure: nothing but the contest could move it from here.
      await figuresOf(house)
      const shown = await figureShown(mei)
      const town = await house.visitor({ javaScriptEnabled, as: 'agent:jean-marc-fortin' })
      await town.goto('/bureau')
      await press(town, 'Baromètre')
      await press(town, /^Contester ce chiffre \(8\./)
      await press(town, 'Déposer la contestation')
      assert.match(await said(town), /Écrivez la raison/)
      await fill(town, /Pourquoi ce chiffre/, 'Les dossiers du comptoir du 3 novembre manquent.')
      await fill(town, /Quelle valeur serait juste/, '62,5 %')
      await press(town, 'Déposer la contestation')
      assert.match(await said(town), /La contestation est déposée.*62,5 %.*Les dossiers du comptoir/)
      await mei.goto('/en/barometer/use')
      assert.match(await said(mei), /This figure is contested by Town of Les Ormes/)
      assert.match(await said(mei), /Awaiting an answer.*Proposed value: 62\.5%\..*Les dossiers du comptoir/)

      const central = await house.visitor({ javaScriptEnabled, as: 'agent:solange-picard' })
      await central.goto('/central')
      await press(central, 'Contestations')
      await press(central, /^8\. Utilisés en ligne/)
      await choose(central, /La contestation est-elle fondée/, 'Oui : elle est retenue')
      await fill(central, /Quelle est la valeur corrigée/, '60')
      await fill(central, 'Pourquoi ?', 'Douze dossiers n’avaient pas été saisis.')
      await press(central, 'Publier la réponse')
      assert.match(await said(central), /La réponse est publiée/)
      // Whoever answers is still at the secretariat's place, and finds the list again from there.
      assert.equal(await central.locator('.wordmark-section').textContent(), 'Organisme central')
      await central.locator('.breadcrumb').getByRole('link', { name: 'Contestations' }).click()
      assert.match(
        await said(central),
        /Toutes les contestations ont leur réponse.*8\. Utilisés en ligne.*Retenue/,
      )
      await awaitSaid(
        mei,
        /Challenge upheld.*Les dossiers du comptoir.*Answer from Digital Secretariat.*60%.*Douze dossiers/,
      )
      assert.doesNotMatch(await said(mei), /This figure is contested by/)
      assert.equal(await figureShown(mei), shown)
      for (const page of [town, central]) await page.context().close()
    })
  })

/** The number of filings that the page says it rests on, unfolded or not. */
const filedCount = async (page: Page): Promise<number> => {
  const row = page.locator('dl div').filter({ hasText: /dossiers déposés|dossiers filed/ })
  return Number(((await row.locator('dd').textContent()) ?? '').replace(/\D/g, ''))
}

const figureShown = async (page: Page): Promise<string> => {
  await page.goto('/en/barometer/use')
  return (await page.locator('.big').textContent()) ?? ''
}

const fetched = async (page: Page, link: string): Promise<{ type: string; text: string }> => {
  const href = await page.getByRole('link', { name: link }).getAttribute('href')
  const answer = await page.request.get(href!)
  return { type: answer.headers()['content-type'] ?? '', text: (await answer.body()).toString('utf8') }
}

const reportPothole = async (page: Page): Promise<void> => {
  await page.goto('/services/signalement-chaussee')
  await press(page, 'Commencer')
  await fill(page, 'Où est le problème ?', 'Devant le 12, rue des Ormes')
  await press(page, 'Continuer')
  await choose(page, 'Que voyez-vous ?', 'Un nid-de-poule (un trou)')
  await choose(page, /se blesser/, 'Oui')
  await fill(page, /^Décrivez/, 'Un trou profond.')
  await press(page, 'Continuer')
  await press(page, 'Continuer')
  await press(page, 'Déposer ma demande')
  assert.equal(await heading(page), 'Votre demande est déposée')
}
