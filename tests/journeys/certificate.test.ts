import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { attach, choose, fill, heading, press, said } from './gestures.ts'
import { type House, openHouse } from './house.ts'
import { photo } from './photo.ts'
import { answerDelivery, takeAtDesk } from './routes.ts'

for (const javaScriptEnabled of [false, true])
  describe(`asking for a birth certificate, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    let house: House
    let amelie: Page
    let mathieu: Page
    let number = 'no number yet'
    before(async () => {
      house = await openHouse()
      amelie = await house.visitor({ javaScriptEnabled, as: 'person:amelie-tremblay' })
      mathieu = await house.visitor({ javaScriptEnabled, as: 'agent:mathieu-lefebvre' })
    })
    after(() => house.close())

    const begin = async (whose: string) => {
      await amelie.goto('/services/certificat-naissance')
      await press(amelie, 'Commencer')
      await press(amelie, 'Continuer')
      await choose(amelie, /De qui est l’acte/, whose)
      await press(amelie, 'Continuer')
    }
    const answerChoice = async () => {
      await choose(amelie, /Quel document/, 'Le certificat de naissance')
      await choose(amelie, /Quand en avez-vous besoin/, 'Je paie plus pour un traitement accéléré')
      await choose(amelie, /quelle langue/, 'En français')
      await press(amelie, 'Continuer')
    }
    const follow = async () => {
      await amelie.goto('/demandes')
      await press(amelie, 'Demander un certificat de naissance')
    }
    const reopen = async () => {
      await mathieu.goto(`/bureau?vue=a-moi&q=${number}`)
      await press(mathieu, number)
    }

    it('asks for another’s act what it does not ask for one’s own: a right, and its evidence', async () => {
      await begin('Celui d’une autre personne')
      await fill(amelie, /Quel nom est inscrit/, 'Louis-Philippe Tremblay')
      await fill(amelie, 'Année', '1952')
      await fill(amelie, 'Mois', '13')
      await fill(amelie, 'Jour', '40')
      await press(amelie, 'Continuer')
      assert.equal(await amelie.getByLabel('Mois').inputValue(), '13')
      await fill(amelie, 'Mois', '2')
      await fill(amelie, 'Jour', '14')
      await press(amelie, 'Continuer')
      await choose(amelie, /À quel titre/, 'J’hérite de cette personne ou je règle sa succession')
      await press(amelie, 'Continuer')
      assert.match(await said(amelie), /à corriger/)
      await attach(amelie, /preuve de votre intérêt/, 'testament.png', photo())
      await press(amelie, 'Continuer')
      await attach(amelie, /pièce d’identité/, 'permis de conduire.png', photo(32, 32))
      await press(amelie, 'Continuer')
    })

    it('shows the fee before it is filed', async () => {
      await answerChoice()
      await answerDelivery(amelie, 'Amélie Tremblay')
      const summary = await said(amelie)
      assert.match(summary, /testament\.png/)
      assert.match(summary, /G9A 1A1/)
      assert.match(summary, /À payer ?\d+,\d\d \$/)
      await press(amelie, 'Déposer ma demande')
      number = ((await amelie.locator('.receipt-number').textContent()) ?? '').trim()
    })

    it('is taken by an agent, whose purpose the person reads; the evidence opens as it was sent', async () => {
      await takeAtDesk(mathieu, number)
      const link = mathieu.getByRole('link', { name: /testament\.png/ }).first()
      const evidence = await mathieu.request.get((await link.getAttribute('href'))!)
      assert.deepEqual(await evidence.body(), photo())
      await follow()
      assert.match(await said(amelie), /Directeur des actes a lu votre dossier/)
      assert.match(await said(amelie), /But : traitement de la demande/)
    })

    it('waits for the person when the agent asks to complete it: the delay stands still', async () => {
      await press(mathieu, /^Demander de compléter/)
      await press(mathieu, 'Envoyer la demande')
      assert.match(await said(mathieu), /Écrivez la raison/)
      await fill(mathieu, /Que manque-t-il/, 'Le testament est illisible.\nEnvoyez-le de nouveau.')
      await mathieu.getByLabel('Preuve de l’intérêt').check()
      await press(mathieu, 'Envoyer la demande')
      assert.match(await said(mathieu), /Suspendue/)
      await follow()
      assert.match(await said(amelie), /À vous de répondre.*elle reprendra avec votre réponse/)
    })

    it('goes on when Amélie completes it, with what she adds and her word', async () => {
      await press(amelie, 'Compléter ma demande')
      assert.match(await said(amelie), /Le testament est illisible/)
      await attach(amelie, /preuve de votre intérêt/, 'testament-net.png', photo(80, 60))
      await fill(amelie, /Un mot à ajouter/, 'Je l’ai numérisé chez le notaire.')
      await press(amelie, 'Envoyer')
      assert.match(await said(amelie), /En cours/)
      await reopen()
      const seen = await said(mathieu)
      assert.match(seen, /testament-net\.png/)
      assert.match(seen, /Je l’ai numérisé chez le notaire\./)
      assert.doesNotMatch(seen, /Suspendue/)
    })

    it('is not refused before the person could answer to the intention', async () => {
      await press(mathieu, /^Décider/)
      assert.equal(await mathieu.getByLabel('Refuser le document').count(), 0)
      await press(mathieu, 'Annuler')
      await press(mathieu, /^Annoncer une intention/)
      await fill(mathieu, 'Pourquoi ?', 'Le testament ne vous nomme pas.')
      await press(mathieu, 'Annoncer l’intention')
      await follow()
      await press(amelie, 'Lire et répondre')
      assert.match(await said(amelie), /Le testament ne vous nomme pas\./)
      await press(amelie, 'Envoyer ma réponse')
      assert.match(await said(amelie), /Écrivez quelques mots/)
      await fill(amelie, 'Votre réponse', 'Je suis nommée à la page 3, sous « ma nièce ».')
      await press(amelie, 'Envoyer ma réponse')
      assert.match(await said(amelie), /En cours/)
    })

    it('is refused with its reason, what can be done about it and until when', async () => {
      await reopen()
      assert.match(await said(mathieu), /Je suis nommée à la page 3/)
      await press(mathieu, /^Décider/)
      await choose(mathieu, 'Quelle est la décision ?', 'Refuser le document')
      await fill(mathieu, 'Pourquoi ?', 'La nièce nommée à la page 3 est une autre personne.')
      await press(mathieu, 'Rendre la décision')
      await follow()
      assert.match(await said(amelie), /Refusée/)
      await press(amelie, 'Lire la décision')
      const letter = await said(amelie)
      assert.match(letter, /ne peut pas vous être délivré/)
      assert.match(letter, /La nièce nommée à la page 3 est une autre personne\./)
      assert.match(letter, /révision jusqu’au \d+ décembre 2026/)
      assert.match(letter, /819 555-0167/)
    })

    it('is issued, a second time, for her own act', async () => {
      await begin('Le mien')
      await attach(amelie, /pièce d’identité/, 'passeport.png', photo(32, 32))
      await press(amelie, 'Continuer')
      await answerChoice()
      await answerDelivery(amelie, 'Amélie Tremblay')
      await press(amelie, 'Déposer ma demande')
      assert.equal(await heading(amelie), 'Votre demande est déposée')
      number = ((await amelie.locator('.receipt-number').textContent()) ?? '').trim()
      await takeAtDesk(mathieu, number)
      await press(mathieu, /^Décider/)
      await choose(mathieu, 'Quelle est la décision ?', 'Délivrer le document')
      await fill(mathieu, 'Pourquoi ?', 'Votre identité est établie.')
      await press(mathieu, 'Rendre la décision')
      await press(amelie, 'Suivre ma demande')
      await press(amelie, 'Lire la décision')
      assert.match(await said(amelie), /Votre document est délivré/)
    })

    it('comes with its papers, which are nobody else’s', async () => {
      for (const paper of ['Certificat (PDF)', 'Lettre (PDF)']) {
        const href = await amelie.getByRole('link', { name: paper }).getAttribute('href')
        const sent = await amelie.request.get(new URL(href!, amelie.url()).href)
        assert.equal(sent.headers()['content-type'], 'application/pdf')
        assert.ok((await sent.body()).subarray(0, 5).equals(Buffer.from('%PDF-')))
        const stranger = await mathieu.request.get(new URL(href!, amelie.url()).href, { maxRedirects: 0 })
        assert.notEqual(stranger.status(), 200)
      }
    })
  })
