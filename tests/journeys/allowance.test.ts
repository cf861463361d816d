import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { awaitSaid, choose, fill, heading, pathOf, press, said, signInAs } from './gestures.ts'
import { type House, openHouse } from './house.ts'
import {
  answerAllowance,
  answerChildren,
  answerPayment,
  answerSituation,
  beginAllowance,
  takeAtDesk,
} from './routes.ts'

for (const javaScriptEnabled of [false, true])
  describe(`asking for the family allowance, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    let house: House
    let amelie: Page
    let number = 'no number yet'
    before(async () => {
      house = await openHouse()
      amelie = await house.visitor({ javaScriptEnabled })
    })
    after(() => house.close())

    it('asks Amélie to sign in first, and brings her back to the service', async () => {
      await beginAllowance(amelie)
      assert.equal(await heading(amelie), 'Se connecter')
      await signInAs(amelie, 'Amélie Tremblay')
      assert.equal(pathOf(amelie), '/services/allocation-famille')
    })

    it('shows what the registers know, with their names, and asks only the rest', async () => {
      await press(amelie, 'Commencer')
      assert.equal(await heading(amelie), 'Ce que nous savons déjà')
      const known = await said(amelie)
      for (const fact of [
        '17 avril 1988',
        'Léa Tremblay',
        'Noah Tremblay',
        '41 250,50 $',
        'Registre des revenus',
      ])
        assert.match(known, new RegExp(fact.replace('$', '\\$')))
      await press(amelie, 'Continuer')
      assert.equal(await amelie.getByText('Quelle est votre date de naissance').count(), 0)
      await answerAllowance(amelie)
      assert.equal(await heading(amelie), 'Vérifiez avant de déposer')
      const asked = (await house.platform.dossiers.ofPerson('amelie-tremblay', { limit: 1, offset: 0 }))
        .dossiers[0]!
      assert.deepEqual(Object.keys(asked.answers).toSorted(), [
        'children',
        'liveInQuebec',
        'payment',
        'spouse',
      ])
    })

    it('gives a receipt that anyone can verify', async () => {
      await press(amelie, 'Déposer ma demande')
      assert.equal(await heading(amelie), 'Votre demande est déposée')
      number = ((await amelie.locator('.receipt-number').textContent()) ?? '').trim()
      await amelie.getByText('Preuve de dépôt').click()
      const proof = amelie.getByRole('link', { name: 'Garder l’accusé signé' })
      const signed = await (await amelie.request.get((await proof.getAttribute('href'))!)).text()
      const anyone = await house.visitor({ javaScriptEnabled })
      await anyone.goto('/verifier')
      await fill(anyone, /Contenu du fichier signé/, signed)
      await press(anyone, 'Vérifier')
      assert.match(await said(anyone), new RegExp(`Accusé authentique.*${number}`))
      await fill(anyone, /Contenu du fichier signé/, signed.replace('.', '.A'))
      await press(anyone, 'Vérifier')
      assert.match(await said(anyone), /n’est pas reconnu/)
      await anyone.context().close()
    })

    it('is decided by a robot, that says so and explains the amount in words and figures', async () => {
      await press(amelie, 'Suivre ma demande')
      await awaitSaid(amelie, /Lire la décision/)
      await press(amelie, 'Lire la décision')
      const letter = await said(amelie)
      assert.match(letter, /L’allocation famille vous est accordée/)
      assert.match(letter, /prise par un système automatique/)
      assert.match(letter, /chiffres provisoires/)
      assert.match(letter, /Parent seul avec au moins un enfant/)
      assert.match(letter, /Revenu familial net : 41 250,50 \$/)
      assert.match(letter, /Montant maximal pour chaque enfant : [\d ]+,\d\d \$ · [\d ]+,\d\d \$/)
      assert.match(letter, /Total pour l’année ?\d[\d ]*,\d\d \$/)
      assert.match(letter, /révision jusqu’au \d+ février 2027/)
    })

    it('is announced in her inbox, unread until she opened it', async () => {
      // The robot has decided; its message comes after, through the ledger.
      await house.ledger.caughtUp()
      await amelie.goto('/')
      assert.match((await amelie.getByRole('navigation').first().textContent()) ?? '', /2 messages non lus/)
      await press(amelie, /^Boîte/)
      assert.match(
        await said(amelie),
        /Une décision a été prise.*Nouveau.*Votre demande est déposée.*Nouveau/,
      )
      await press(amelie, 'Une décision a été prise')
      assert.match(await heading(amelie), /Régie des familles|allocation famille/i)
      await amelie.goto('/boite')
      assert.doesNotMatch(await said(amelie), /Nouveau/)
    })

    it('can be reviewed by a person: the reason is required, the agent reads it and decides anew', async () => {
      await amelie.goto('/demandes')
      await press(amelie, 'Demander l’allocation famille')
      await press(amelie, 'Lire la décision')
      await press(amelie, 'Demander qu’une personne revoie la décision')
      await press(amelie, 'Demander la révision')
      assert.match(await said(amelie), /Écrivez quelques mots/)
      await fill(amelie, /Pourquoi la décision/, 'Noah vit chez son père la moitié du temps.')
      await press(amelie, 'Demander la révision')
      assert.match(await said(amelie), /En révision/)
      const lucie = await house.visitor({ javaScriptEnabled, as: 'agent:lucie-gagnon' })
      await takeAtDesk(lucie, number)
      assert.match(await said(lucie), /Noah vit chez son père la moitié du temps\./)
      await press(lucie, /^Décider/)
      await choose(lucie, 'Quelle est la décision ?', 'Accorder l’allocation')
      await fill(lucie, 'Pourquoi ?', 'Le registre confirme la garde.')
      await press(lucie, 'Rendre la décision')
      await amelie.reload()
      await press(amelie, 'Lire la décision')
      assert.match(await said(amelie), /Le registre confirme la garde\./)
      assert.doesNotMatch(await said(amelie), /prise par un système automatique/)
      await lucie.context().close()
    })

    it('goes to an agent when Karim contests his income, who reads why and decides', async () => {
      const karim = await house.visitor({ javaScriptEnabled, as: 'person:karim-haddad' })
      await beginAllowance(karim)
      const income = karim.locator('.known', { hasText: 'Revenu familial net' })
      await Promise.all([
        karim.waitForEvent('domcontentloaded'),
        income.getByRole('link', { name: /Ce n’est pas exact/ }).click(),
      ])
      await press(karim, 'Continuer')
      assert.match(await said(karim), /Écrivez quelques mots/)
      await fill(karim, /Qu’est-ce qui n’est pas exact/, 'J’ai perdu mon emploi en août.')
      await press(karim, 'Continuer')
      assert.match(await said(karim), /58 320,00 \$/)
      await fill(karim, /revenu net de votre famille/, '31 500')
      await press(karim, 'Continuer')
      await press(karim, 'Retour')
      await press(karim, 'Retour')
      await press(karim, 'Retour')
      await answerSituation(karim)
      await answerChildren(karim, ['Yasmine Haddad'])
      await press(karim, 'Continuer')
      await answerPayment(karim)
      assert.match(await said(karim), /31 500,00 \$.*Contesté par vous/)
      await press(karim, 'Déposer ma demande')
      const filed = ((await karim.locator('.receipt-number').textContent()) ?? '').trim()
      await press(karim, 'Suivre ma demande')
      await awaitSaid(karim, /Une personne étudie votre demande/)
      const lucie = await house.visitor({ javaScriptEnabled, as: 'agent:lucie-gagnon' })
      await takeAtDesk(lucie, filed)
      assert.match(await said(lucie), /J’ai perdu mon emploi en août\./)
      await press(lucie, /^Décider/)
      await choose(lucie, 'Quelle est la décision ?', 'Accorder l’allocation')
      await fill(lucie, 'Pourquoi ?', 'Votre relevé d’emploi le montre.')
      await press(lucie, 'Rendre la décision')
      await karim.reload()
      await press(karim, 'Lire la décision')
      assert.match(await said(karim), /Votre relevé d’emploi le montre\./)
      await press(karim, 'Retour à ma demande')
      assert.match(await said(karim), /Régie des familles a lu votre dossier/)
      await lucie.context().close()
    })

    it('is filed once when the button is pressed twice, and when the same form is sent again', async () => {
      const rolande = await house.visitor({ javaScriptEnabled, as: 'person:genevieve-bouchard' })
      await beginAllowance(rolande)
      await press(rolande, 'Continuer')
      await answerSituation(rolande)
      await answerChildren(rolande, ['Antoine Bouchard', 'Chloé Bouchard', 'Émile Bouchard'])
      await answerPayment(rolande)
      const form = await rolande.locator('form', { hasText: 'Déposer ma demande' }).evaluate(fieldsOf)
      await rolande.getByRole('button', { name: 'Déposer ma demande' }).dblclick()
      await rolande.waitForURL(/accuse$/)
      assert.equal(await heading(rolande), 'Votre demande est déposée')
      const first = await rolande.locator('.receipt-number').textContent()
      const again = await Promise.all(
        [1, 2].map(() =>
          rolande.request.post(form.action, { form: form.fields, headers: { origin: house.address } }),
        ),
      )
      for (const answer of again) assert.match(await answer.text(), new RegExp(`receipt-number">${first}<`))
      const { dossiers, count } = await house.platform.dossiers.ofPerson('genevieve-bouchard', {
        limit: 9,
        offset: 0,
      })
      assert.equal(count, 1)
      const events = await house.platform.dossiers.history(dossiers[0]!.id)
      assert.equal(events.filter(({ kind }) => kind === 'dossier.filed').length, 1)
    })
  })

/** Runs in the page. */
const fieldsOf = (form: unknown): { action: string; fields: Record<string, string> } => {
  const { action, elements } = form as { action: string; elements: Iterable<{ name: string; value: string }> }
  return {
    action,
    fields: Object.fromEntries(
      [...elements].filter(({ name }) => name).map(({ name, value }) => [name, value]),
    ),
  }
}
