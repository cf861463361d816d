import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { choose, fill, heading, pathOf, press, said, signInAs } from './gestures.ts'
import { type House, openHouse } from './house.ts'
import { answerAllowance, answerChildren, answerPayment, answerSituation, beginAllowance } from './routes.ts'

for (const javaScriptEnabled of [false, true])
  describe(`what interrupts a request, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    let house: House
    before(async () => void (house = await openHouse()))
    after(() => house.close())

    const as = (person: string): Promise<Page> => house.visitor({ javaScriptEnabled, as: `person:${person}` })
    const drafts = (person: string) =>
      house.platform.dossiers.ofPerson(person, { limit: 20, offset: 0 }).then(({ dossiers }) => dossiers)

    it('a register that is down is said, can be asked again, and leaves a way by hand', async () => {
      await house.putRegistry('revenu', false)
      const amelie = await as('amelie-tremblay')
      await beginAllowance(amelie)
      assert.match(await said(amelie), /Revenu familial net.*Source indisponible/)
      await press(amelie, 'Consulter de nouveau')
      assert.match(await said(amelie), /Source indisponible/)
      await press(amelie, 'Continuer')
      await answerSituation(amelie)
      await answerChildren(amelie, ['Léa Tremblay', 'Noah Tremblay'])
      assert.match(await said(amelie), /entrez le renseignement vous-même/)
      await fill(amelie, /revenu net de votre famille/, '41 250,50 $')
      await press(amelie, 'Continuer')
      await answerPayment(amelie)
      assert.match(await said(amelie), /41 250,50 \$/)
      await press(amelie, 'Déposer ma demande')
      assert.equal(await heading(amelie), 'Votre demande est déposée')
      await amelie.context().close()
    })

    it('a register that answers again is believed again', async () => {
      await house.putRegistry('revenu', false)
      const karim = await as('karim-haddad')
      await beginAllowance(karim)
      await house.putRegistry('revenu', true)
      await press(karim, 'Consulter de nouveau')
      assert.match(await said(karim), /58 320,00 \$/)
      assert.doesNotMatch(await said(karim), /Source indisponible/)
      await karim.context().close()
    })

    it('a draft begun on one device goes on where it stopped on another', async () => {
      const laptop = await as('genevieve-bouchard')
      await beginAllowance(laptop)
      await press(laptop, 'Continuer')
      await answerSituation(laptop)
      await choose(laptop, /Où vit cet enfant/, 'Chez vous, plus de 60 % du temps', 'Antoine Bouchard')
      await choose(laptop, /enfant handicapé/, 'Oui', 'Antoine Bouchard')
      await press(laptop, 'Enregistrer et finir plus tard')
      const phone = await house.visitor({ javaScriptEnabled, viewport: { width: 320, height: 640 } })
      await phone.goto('/demandes')
      await signInAs(phone, 'Geneviève Bouchard')
      await press(phone, 'Demander l’allocation famille')
      assert.equal(await heading(phone), 'Votre brouillon')
      await press(phone, 'Reprendre')
      const antoine = phone.getByRole('group', { name: 'Antoine Bouchard', exact: true })
      assert.equal(await antoine.getByLabel('Chez vous, plus de 60 % du temps').isChecked(), true)
      await laptop.context().close()
      await phone.context().close()
    })

    it('the browser’s back button shows what was answered, and going on again loses nothing', async () => {
      const mei = await as('mei-lin-roy')
      await beginAllowance(mei)
      await press(mei, 'Continuer')
      await answerSituation(mei)
      const after = mei.url()
      await Promise.all([mei.waitForURL(/etapes\/you/), mei.goBack()])
      assert.equal(
        await mei
          .getByRole('group', { name: /conjoint/ })
          .getByLabel('Non')
          .isChecked(),
        true,
      )
      await press(mei, 'Continuer')
      assert.equal(mei.url(), after)
      const [draft] = await drafts('mei-lin-roy')
      assert.deepEqual([draft!.answers['liveInQuebec'], draft!.answers['spouse']], [true, false])
      await mei.context().close()
    })

    it('the back button after filing files nothing twice: it leads to what was filed', async () => {
      const youssef = await as('youssef-benali')
      await beginAllowance(youssef)
      await press(youssef, 'Continuer')
      await answerSituation(youssef)
      await answerChildren(youssef, ['Ilyès Benali'])
      await fill(youssef, /revenu net de votre famille/, '0')
      await press(youssef, 'Continuer')
      await answerPayment(youssef)
      await press(youssef, 'Déposer ma demande')
      await Promise.all([youssef.waitForURL((url) => !url.pathname.endsWith('/accuse')), youssef.goBack()])
      if ((await heading(youssef)) === 'Vérifiez avant de déposer') await press(youssef, 'Déposer ma demande')
      assert.match(await said(youssef), /Votre demande est déposée|Demande [A-Z0-9-]+/)
      const [dossier] = await drafts('youssef-benali')
      const events = await house.platform.dossiers.history(dossier!.id)
      assert.equal(events.filter(({ kind }) => kind === 'dossier.filed').length, 1)
      await youssef.context().close()
    })

    it('the back button leads to what was typed, faults included, never to an error of the browser', async () => {
      const mei = await as('mei-lin-roy')
      await mei.goto('/services/signalement-chaussee')
      await press(mei, 'Commencer')
      await fill(mei, 'Où est le problème ?', 'Rue des Érables')
      await press(mei, 'Continuer')
      await fill(mei, /^Décrivez/, 'Un trou profond.')
      await press(mei, 'Continuer')
      assert.match(await said(mei), /2 points à corriger/)
      await choose(mei, 'Que voyez-vous ?', 'Une fissure')
      await choose(mei, /se blesser/, 'Non')
      await press(mei, 'Continuer')
      await Promise.all([mei.waitForURL(/etapes\/problem/), mei.goBack()])
      assert.equal(await mei.getByLabel(/^Décrivez/).inputValue(), 'Un trou profond.')
      await mei.context().close()
    })

    it('two tabs that answer the same question: the second is told, its answer is shown, nothing is lost', async () => {
      const rolande = await as('rolande-gauthier')
      await beginAllowance(rolande)
      await press(rolande, 'Continuer')
      const other = await rolande.context().newPage()
      await other.goto(rolande.url())
      await answerSituation(rolande)
      await choose(other, /Habitez-vous au Québec/, 'Oui')
      await choose(other, /Avez-vous un conjoint/, 'Oui')
      await press(other, 'Continuer')
      assert.match(await said(other), /Ces réponses ont changé ailleurs/)
      assert.equal(
        await other
          .getByRole('group', { name: /conjoint/ })
          .getByLabel('Oui')
          .isChecked(),
        true,
      )
      const [before] = await drafts('rolande-gauthier')
      assert.equal(before!.answers['spouse'], false)
      await press(other, 'Continuer')
      const [after] = await drafts('rolande-gauthier')
      assert.equal(after!.answers['spouse'], true)
      await rolande.context().close()
    })

    it('a session that ended asks to sign in again, and comes back to the request', async () => {
      const amelie = await as('amelie-tremblay')
      await beginAllowance(amelie)
      await press(amelie, 'Continuer')
      await answerSituation(amelie)
      const page = pathOf(amelie)
      house.setTime('2026-11-24T15:00:00.000Z')
      await choose(amelie, /Où vit cet enfant/, 'Chez vous, plus de 60 % du temps', 'Léa Tremblay')
      await press(amelie, 'Continuer')
      assert.equal(await heading(amelie), 'Se connecter')
      await signInAs(amelie, 'Amélie Tremblay')
      assert.equal(pathOf(amelie).split('/')[2], page.split('/')[2])
      await press(amelie, 'Reprendre')
      assert.equal(pathOf(amelie), page)
      await amelie.context().close()
    })

    if (javaScriptEnabled)
      it('what is typed is saved as it is typed, before any button', async () => {
        const mei = await as('mei-lin-roy')
        await mei.goto('/services/signalement-chaussee')
        await press(mei, 'Commencer')
        await mei.getByLabel('Où est le problème ?').pressSequentially('Rue des Érables')
        await mei.getByText(/Brouillon enregistré à/).waitFor()
        await mei.reload()
        assert.equal(await mei.getByLabel('Où est le problème ?').inputValue(), 'Rue des Érables')
        await mei.context().close()
      })

    it('a draft that is dropped is gone for good, once that was confirmed', async () => {
      const karim = await as('karim-haddad')
      await karim.goto('/services/allocation-famille')
      await press(karim, 'Commencer')
      await press(karim, 'Continuer')
      await answerSituation(karim)
      await karim.goto(`/demandes/${pathOf(karim).split('/')[2]}`)
      await press(karim, 'Abandonner ce brouillon')
      await press(karim, 'Abandonner')
      assert.match(await said(karim), /Retirée/)
      await karim.context().close()
    })

    it('a whole request can still be made at the end of all that', async () => {
      const amelie = await as('amelie-tremblay')
      await beginAllowance(amelie)
      await press(amelie, 'Continuer')
      await answerAllowance(amelie)
      await press(amelie, 'Déposer ma demande')
      assert.equal(await heading(amelie), 'Votre demande est déposée')
      await amelie.context().close()
    })
  })
