import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { verifyBarometer } from '#barometer'
import { type House, openHouse } from './house.ts'

const HEAD = 'service;mois;canal;nombre;note'
const SERVICE = 'signalement-chaussee'

/** Sofia Marchetti adds what the town received at its counter, mends her file, sees what it changes, and takes it back. */
for (const javaScriptEnabled of [true, false])
  describe(`counting what came by other channels, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    let house: House
    let page: Page

    before(async () => {
      house = await openHouse()
      page = await house.visitor({ as: 'agent:sofia-marchetti', javaScriptEnabled })
    })
    after(() => house.close())

    const send = async (name: string, ...rows: string[]) => {
      await page.goto('/organisation/volumes/nouveau')
      const buffer = Buffer.from([HEAD, ...rows].join('\r\n'))
      await page.locator('input[name="file"]').setInputFiles({ name, mimeType: 'text/csv', buffer })
      await page.getByRole('button', { name: 'Envoyer et vérifier' }).click()
      await page.waitForURL(/volumes\/[0-9a-f-]{36}/)
    }

    it('begins with a template that knows her services and the last month', async () => {
      await page.goto('/organisation/volumes')
      await page.getByText('Rien n’a été compté hors de la plateforme').waitFor()
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'Télécharger le gabarit' }).click(),
      ])
      const stream = await download.createReadStream()
      const text = Buffer.concat(await Array.fromAsync(stream)).toString()
      assert.match(text, /^\ufeffservice,mois,canal,nombre,note\r\n/)
      assert.ok(text.includes(`${SERVICE},2026-10,comptoir,,`))
    })

    it('says what is wrong with a file, by its line, and imports nothing of it', async () => {
      await send('erreurs.csv', `${SERVICE};mars-26;comptoir;12;`, `${SERVICE};2026-03;pigeon;douze<b>;`)
      await page.getByRole('heading', { name: '3 cellules à corriger' }).waitFor()
      const text = await page.locator('main').innerText()
      for (const said of ['mars-26', 'pigeon', 'douze<b>', 'mettez la colonne en format texte'])
        assert.ok(text.includes(said), said)
      assert.equal(await page.getByRole('button', { name: 'Confirmer' }).count(), 0)
    })

    it('refuses a file of another encoding with how to mend it, and keeps what was chosen', async () => {
      await page.goto('/organisation/volumes/nouveau')
      const buffer = Buffer.from(`${HEAD}\n${SERVICE};2026-03;téléphone;3;`, 'latin1')
      await page.locator('input[name="file"]').setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer })
      await page.locator('input[name="repeated"][value="add"]').check()
      await page.getByRole('button', { name: 'Envoyer et vérifier' }).click()
      await page.locator('.error-summary').getByText('CSV UTF-8').waitFor()
      assert.ok(await page.locator('input[name="repeated"][value="add"]').isChecked())
    })

    it('shows what a file would change of target 8, and changes it once she confirms', async () => {
      await send('registre.csv', `${SERVICE};2026-03;comptoir;40;`, `${SERVICE};2026-03;en ligne;160;`)
      await page.getByRole('heading', { name: 'Effet sur la cible 8' }).waitFor()
      const text = await page.locator('main').innerText()
      assert.match(text, /Aujourd’hui\s: aucun service compté\. Avec ce fichier\s: 1 sur 1/)
      assert.match(text, /80\s%/)
      await page.getByRole('button', { name: 'Confirmer l’importation' }).click()
      await page.getByRole('heading', { name: 'Ce que l’importation a changé' }).waitFor()
      await house.ledger.caughtUp()
      await page.goto('/organisation/volumes')
      await page.getByRole('cell', { name: '160' }).waitFor()
    })

    it('takes it back as a whole; the history keeps both', async () => {
      await page.goto('/organisation/volumes')
      await page
        .getByRole('row', { name: /registre\.csv/ })
        .getByRole('link')
        .click()
      await page.getByRole('button', { name: 'Annuler toute l’importation' }).click()
      await page.getByText('Annulée').first().waitFor()
      await page.goto(`${new URL(page.url()).pathname}?fait=annuler`)
      const text = await page.locator('main').innerText()
      assert.match(text, /L’importation est annulée\s: les nombres sont revenus/)
      assert.doesNotMatch(text, /demandée/)
      await page.goto('/organisation/volumes')
      await page.getByText('Rien n’a été compté hors de la plateforme').waitFor()
      assert.equal(await page.getByRole('row', { name: /registre\.csv/ }).count(), 1)
    })

    it('leaves figures that are the same counted live and from the first event', async () => {
      await house.ledger.caughtUp()
      const verified = await verifyBarometer(house.db, {})
      assert.ok(verified.ok || verified.refusal === 'figures-not-computed')
    })
  })
