import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { enterDataset, PARKS, publishText, sofia, TREES } from '../support/open-data.ts'
import { heading, pathOf, press, said } from './gestures.ts'
import { type House, openHouse } from './house.ts'

for (const javaScriptEnabled of [false, true])
  describe(`open data, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    let house: House
    let mei: Page
    before(async () => {
      house = await openHouse()
      const { opendata } = house.platform
      const trees = await enterDataset(opendata, sofia)
      await publishText(opendata, sofia, trees, { text: TREES, name: 'arbres.csv' })
      const parks = await enterDataset(opendata, sofia, { titleFr: 'Parcs', titleEn: 'Parks' })
      await publishText(opendata, sofia, parks, { text: PARKS, name: 'parcs.geojson' })
      await enterDataset(opendata, sofia, {
        titleFr: 'Demandes de subvention',
        titleEn: 'Grant requests',
        personal: 'yes',
        sensitivity: 'confidential',
        sensitivityReason: 'Les dossiers nomment des personnes.',
      })
      mei = await house.visitor({ javaScriptEnabled, acceptDownloads: true })
    })
    after(() => house.close())

    it('is found from the front door', async () => {
      await mei.goto('/')
      await press(mei, 'Données ouvertes')
      assert.equal(await heading(mei), 'Données ouvertes')
      assert.match(await said(mei), /3 jeux de données/)
    })

    it('narrows what is found, and says what each filter would leave', async () => {
      await mei.getByLabel('Chercher un jeu de données').fill('arbre')
      await mei.getByLabel('Publication').selectOption({ label: 'Publié (2)' })
      await press(mei, 'Filtrer')
      assert.match(await said(mei), /2 jeux de données/)
      assert.equal(new URL(mei.url()).searchParams.get('etat'), 'published')
      await mei.getByLabel('Format').selectOption({ label: 'CSV (1)' })
      await press(mei, 'Filtrer')
      assert.match(await said(mei), /1 jeu de données/)
    })

    it('shows a dataset: its rows, a map, a picture, and a file to keep', async () => {
      await press(mei, 'Arbres publics')
      assert.equal(pathOf(mei), '/donnees/arbres-publics')
      assert.match(await said(mei), /Creative Commons Attribution 4\.0/)
      assert.match(await said(mei), /1 à 10 sur 40/)
      const next = mei.locator('.pagination').getByRole('link', { name: 'Suivante' })
      await Promise.all([mei.waitForEvent('domcontentloaded'), next.click()])
      assert.match(await said(mei), /11 à 20 sur 40/)
      assert.equal(await mei.locator('svg.places circle').count(), 40)
      assert.equal(await mei.locator('figure.trend path').count(), 1)
      const [download] = await Promise.all([
        mei.waitForEvent('download'),
        mei.getByRole('link', { name: /^Télécharger \(CSV\)/ }).click(),
      ])
      assert.equal(download.suggestedFilename(), 'arbres.csv')
      assert.equal(await readFile(await download.path(), 'utf8'), TREES)
    })

    it('tells what a machine found of it, criterion by criterion', async () => {
      const page = await said(mei)
      assert.match(page, /Qualité vérifiée/)
      assert.match(page, /(Se télécharge.*(Conforme|À corriger))|Pas encore vérifié/s)
    })

    it('says why other data are not published, and in English too', async () => {
      await mei.goto('/donnees/demandes-de-subvention')
      assert.match(
        await said(mei),
        /ne seront pas publiées telles quelles.*Les dossiers nomment des personnes/,
      )
      await press(mei, 'English')
      assert.equal(pathOf(mei), '/en/data/demandes-de-subvention')
      assert.match(await said(mei), /They hold personal information/)
    })

    it('leads a programmer to the API, whose example answers', async () => {
      await mei.goto('/en/data')
      await press(mei, 'Use the API')
      assert.equal(await heading(mei), 'Use the API')
      const [, address] = /curl "(\S+)"/.exec(await said(mei)) ?? []
      const answer = (await (await fetch(address!)).json()) as { result: { count: number } }
      assert.ok(answer.result.count >= 1)
    })
  })
