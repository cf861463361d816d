import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { attach, choose, fill, heading, pathOf, press, said, signInAs, titleOf } from './gestures.ts'
import { type House, openHouse } from './house.ts'
import { photo } from './photo.ts'

for (const javaScriptEnabled of [false, true])
  describe(`reporting a pothole without an account, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    let house: House
    let passer: Page
    let link = 'no link yet'
    let photoLink = 'no link yet'
    let number = 'no number yet'
    before(async () => {
      house = await openHouse()
      passer = await house.visitor({ javaScriptEnabled })
    })
    after(() => house.close())

    it('is found by its own words, from the front door', async () => {
      await passer.goto('/')
      await fill(passer, 'Que cherchez-vous ?', 'nids de poule')
      await press(passer, 'Rechercher')
      await press(passer, 'Signaler un problème de chaussée')
      await press(passer, 'Commencer')
      assert.equal(await heading(passer), 'Où est le problème ?')
      assert.match(await said(passer), /Gardez l’adresse de cette page/)
    })

    it('says what is missing, and keeps what was answered', async () => {
      await press(passer, 'Continuer')
      assert.match(await titleOf(passer), /^Erreur : /)
      await fill(passer, 'Où est le problème ?', 'Devant le 12, rue des Ormes 🕳️')
      await press(passer, 'Continuer')
      await choose(passer, 'Que voyez-vous ?', 'Un nid-de-poule (un trou)')
      await press(passer, 'Continuer')
      assert.equal(await passer.getByLabel('Un nid-de-poule (un trou)').isChecked(), true)
      assert.match(await said(passer), /2 points à corriger/)
    })

    it('takes a photo, says which file is not one, and shows everything before it is filed', async () => {
      await choose(passer, /se blesser/, 'Oui')
      await fill(passer, /^Décrivez/, 'Un trou profond, près du passage des écoliers.\nIl grandit.')
      await attach(passer, /photos/, 'note.png', Buffer.from('ceci n’est pas une photo'))
      await press(passer, 'Continuer')
      assert.match(await said(passer), /« note\.png » n’est ni un PDF ni une photo/)
      await attach(passer, /photos/, 'trou.png', photo())
      await press(passer, 'Continuer')
      assert.equal(await heading(passer), 'À quelle adresse courriel vous écrire ? (facultatif)')
      await press(passer, 'Continuer')
      assert.equal(await heading(passer), 'Vérifiez avant de déposer')
      assert.match(await said(passer), /12, rue des Ormes 🕳️.*trou\.png/)
      await press(passer, 'Retour')
      await press(passer, 'Retour')
      const file = passer.getByRole('link', { name: 'trou.png' })
      photoLink = (await file.getAttribute('href'))!
      await press(passer, 'Continuer')
      await press(passer, 'Continuer')
    })

    it('gives a number once it is filed, and a link to follow it', async () => {
      await press(passer, 'Déposer ma demande')
      assert.equal(await heading(passer), 'Votre demande est déposée')
      number = ((await passer.locator('.receipt-number').textContent()) ?? '').trim()
      assert.match(number, /^[A-Z0-9]{4}-[A-Z0-9]{4}-?[A-Z0-9]*$/)
      await press(passer, 'Suivre ma demande')
      link = passer.url()
      assert.match(await said(passer), new RegExp(`${number}.*Les travaux publics regardent`))
    })

    it('is followed at that link from any device, with its photo as it was sent', async () => {
      const phone = await house.visitor({ javaScriptEnabled, viewport: { width: 320, height: 640 } })
      await phone.goto(link)
      assert.match(await said(phone), new RegExp(number))
      const file = await phone.request.get(photoLink)
      assert.deepEqual(await file.body(), photo())
      assert.match(file.headers()['content-disposition'] ?? '', /^attachment;.*trou\.png$/)
      await phone.context().close()
    })

    it('shows nothing to another visitor who has its number and not its link', async () => {
      const other = await house.visitor({ javaScriptEnabled })
      const key = pathOf(passer).split('/')[2]!
      const guessed = `${key.slice(0, -6)}${key.endsWith('aaaaaa') ? 'bbbbbb' : 'aaaaaa'}`
      for (const ref of [number, guessed]) {
        const answer = await other.goto(`/demandes/${ref}`)
        assert.equal(answer?.status(), 404)
        assert.equal(await heading(other), 'Page introuvable')
        assert.doesNotMatch(await said(other), /rue des Ormes/)
      }
      await other.context().close()
    })

    it('reaches the town, whose agent plans the repair; the link then says so', async () => {
      const agent = await house.visitor({ javaScriptEnabled })
      await agent.goto('/bureau')
      await signInAs(agent, 'Jean-Marc Fortin')
      await press(agent, number)
      await agent.getByLabel('Traiter la demande').check()
      await press(agent, 'Ouvrir le dossier')
      assert.match(await said(agent), /trou\.png/)
      await press(agent, 'Prendre')
      await press(agent, /^Décider/)
      await choose(agent, 'Quelle est la décision ?', 'Prévoir la réparation')
      await fill(agent, 'Pourquoi ?', 'Une équipe passera jeudi.')
      await press(agent, 'Rendre la décision')
      await passer.goto(link)
      await press(passer, 'Lire la décision')
      assert.match(await said(passer), /La réparation est prévue.*Une équipe passera jeudi\./)
    })
  })
