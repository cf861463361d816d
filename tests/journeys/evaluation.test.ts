import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { loadFolder, publish } from '#catalogue'
import { sql } from '#kernel'
import { valueOf } from '../support/story.ts'
import { awaitSaid, choose, fill, heading, pathOf, press, said, signInAs } from './gestures.ts'
import { type House, openHouse } from './house.ts'
import { answerAllowance, beginAllowance } from './routes.ts'

const COMMENT = 'Je m’appelle Amélie Tremblay. La question sur la garde partagée est difficile.'

for (const javaScriptEnabled of [false, true])
  describe(`an opinion that changes a service, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    let house: House
    let amelie: Page
    let elise: Page
    before(async () => {
      house = await openHouse()
      amelie = await house.visitor({ javaScriptEnabled })
      elise = await house.visitor({ javaScriptEnabled, as: 'agent:elise-marchand' })
    })
    after(() => house.close())

    const received = async (): Promise<number> => {
      const [row] = await house.db.query<{ count: number }>(sql`
        SELECT count(*) AS count FROM event WHERE kind = 'evaluation.received'`)
      return row!.count
    }

    it('is offered to Amélie once she has her answer', async () => {
      await beginAllowance(amelie)
      await signInAs(amelie, 'Amélie Tremblay')
      await press(amelie, 'Commencer')
      await press(amelie, 'Continuer')
      await answerAllowance(amelie)
      await press(amelie, 'Déposer ma demande')
      await press(amelie, /Suivre/)
      await awaitSaid(amelie, /Donnez votre avis/)
      await press(amelie, 'Donner mon avis')
      assert.match(pathOf(amelie), /^\/evaluer\/[\w-]{24}$/)
      assert.equal(await heading(amelie), 'Votre avis')
    })

    it('is asked by a page that does not know her', async () => {
      const shown = await amelie.content()
      assert.doesNotMatch(shown, /Amélie Tremblay/)
      await press(amelie, 'Envoyer mon avis')
      assert.match(await said(amelie), /Répondez à une question au moins/)
    })

    it('is received once, whatever she does with the back button and a second tab', async () => {
      const other = await amelie.context().newPage()
      await other.goto(pathOf(amelie))
      for (const page of [amelie, other]) {
        await choose(page, /comment était ce service/, 'Plutôt décevant')
        await choose(page, /facile/, 'Plutôt difficile')
        await fill(page, /garder ou améliorer/, COMMENT)
        await press(page, 'Envoyer mon avis')
        assert.equal(await heading(page), 'Merci, votre avis est reçu')
      }
      await amelie.goBack()
      assert.equal(await received(), 1)
      await amelie.goto('/boite')
      await press(amelie, 'Donner mon avis')
      assert.match(await said(amelie), /déjà demandé à donner votre avis aujourd’hui/)
      await press(amelie, 'Reprendre')
      assert.equal(await heading(amelie), 'Votre avis est déjà reçu')
      assert.equal(await received(), 1)
    })

    it('can be of a page too, and says what was missing', async () => {
      await amelie.goto('/services/allocation-famille')
      await press(amelie, 'Non')
      assert.equal(await heading(amelie), 'Merci de votre réponse')
      await fill(amelie, /Qu’est-ce qui manquait/, 'Le montant exact. 819 555-0142')
      await press(amelie, 'Envoyer')
      assert.equal(await heading(amelie), 'Merci, c’est noté')
    })

    it('is read by a designer, cleaned, and becomes an improvement', async () => {
      await elise.goto('/bureau/evaluations')
      assert.match(
        await said(elise),
        /Je m’appelle \[nom\]\. La question sur la garde partagée est difficile\./,
      )
      await elise.getByLabel('Choisir l’avis 1').check()
      await fill(elise, /Ranger sous le thème|sous un nouveau thème/, 'Garde partagée')
      await press(elise, 'Ranger')
      assert.match(await said(elise), /Les avis choisis sont rangés/)
      await elise.getByLabel('Choisir l’avis 1').check()
      await press(elise, 'Ouvrir une amélioration')
      await fill(elise, /^Titre$/, 'La garde partagée, expliquée')
      await fill(elise, /^Ce qui change$/, 'La question donne un exemple.')
      await press(elise, 'Ouvrir')
      assert.match(await said(elise), /Aucune version ne convient encore/)
      await elise.goto('/bureau/evaluations/pages?page=service')
      assert.match(await said(elise), /Le montant exact\. \[téléphone\]/)
    })

    it('is published with the version that makes it, and anybody reads it', async () => {
      house.setTime('2026-11-23T18:00:00.000Z')
      const definition = valueOf(await loadFolder('services/allocation-famille'))
      const better = { ...definition, basis: [...definition.basis, 'I-3, a. 1029.8.61.8, par. 2'] }
      valueOf(await publish(house.db, better, { by: 'operator', at: house.now() }))
      await house.platform.catalogue.refresh()
      await elise.goto('/bureau/evaluations/ameliorations')
      await press(elise, 'La garde partagée, expliquée')
      await press(elise, 'Publier l’amélioration')
      assert.match(await said(elise), /L’amélioration est publique/)
      assert.match(await said(elise), /Trop peu de réponses pour conclure/)
      await amelie.goto('/evaluations/allocation-famille')
      assert.match(await said(amelie), /La garde partagée, expliquée.*Fait par la version 2/)
      assert.match(await said(amelie), /Trop peu de réponses depuis pour conclure/)
      const [event] = await house.db.query<{ measure: string }>(sql`
        SELECT measure FROM event WHERE kind = 'improvement.published'`)
      assert.equal(
        event!.measure,
        '{"cites":1,"organisation":"regie-des-familles","service":"allocation-famille","version":2}',
      )
    })

    it('leaves no trace of her in what is kept of it', async () => {
      const rows = await house.db.query(sql`
        SELECT row_to_json(e) AS kept FROM evaluation e
        UNION ALL SELECT row_to_json(r) FROM page_rating r
        UNION ALL SELECT to_json(x) FROM (SELECT stream, body, actor, on_behalf_of, channel, measure FROM event
                                          WHERE kind IN ('evaluation.received', 'page.rated')) AS x`)
      const { dossiers } = await house.platform.dossiers.ofPerson('amelie-tremblay', { limit: 1, offset: 0 })
      const text = JSON.stringify(rows)
      assert.ok(rows.length >= 4)
      for (const trace of ['Amélie', 'amelie', dossiers[0]!.id, dossiers[0]!.number, '819 555'])
        assert.ok(!text.includes(trace), trace)
    })
  })
