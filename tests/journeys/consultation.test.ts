import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { sql } from '#kernel'
import { idea, KARIM, openPark, SOFIA } from '../support/consulting.ts'
import { valueOf } from '../support/story.ts'
import { attach, awaitSaid, choose, fill, heading, pathOf, press, said, signInAs } from './gestures.ts'
import { type House, openHouse } from './house.ts'
import { photo } from './photo.ts'

const IN_WORDS = (text: string) => ({ fr: text, en: text })

for (const javaScriptEnabled of [true, false])
  describe(`taking part in a consultation, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    let house: House
    let amelie: Page
    let elsewhere: Page
    let park: string
    let maple: string
    before(async () => {
      house = await openHouse()
      const { consultations } = house.platform
      park = (await openPark({ consultations })).id
      maple = valueOf(await consultations.participate(KARIM, park, idea('Garder le vieil érable'))).id
      amelie = await house.visitor({ javaScriptEnabled })
      elsewhere = await house.visitor({ javaScriptEnabled, as: 'person:amelie-tremblay' })
    })
    after(() => house.close())

    const supportsOf = async (): Promise<number> => {
      const [row] = await house.db.query<{ count: number }>(sql`
        SELECT count(*) AS count FROM consultation_support WHERE contribution = ${maple}`)
      return row!.count
    }

    it('begins in the register, where anybody reads what is asked, why, and how to take part', async () => {
      await amelie.goto('/consultations')
      assert.match(
        await said(amelie),
        /1 consultation Le parc des Érables En cours Jusqu’au 23 décembre 2026/,
      )
      await press(amelie, 'Le parc des Érables')
      assert.match(await said(amelie), /Décider de ce que devient le parc/)
      await amelie.getByText('Une personne, une voix').click()
      assert.match(await said(amelie), /votre voix n’est pas liée à vous/)
      await press(amelie, 'Lire les contributions')
      assert.match(await said(amelie), /Garder le vieil érable/)
    })

    it('asks Amélie to sign in, and brings her back to the questions', async () => {
      await amelie.goto(`/consultations/${park}`)
      await press(amelie, 'Répondre au questionnaire')
      assert.equal(pathOf(amelie), '/connexion')
      await signInAs(amelie, 'Amélie Tremblay')
      assert.equal(pathOf(amelie), `/consultations/${park}/questionnaire/1`)
    })

    it('keeps her answers as a draft, that she finds again on another device', async () => {
      await choose(amelie, /Qu’y voulez-vous/, 'Des bancs')
      await press(amelie, 'Continuer')
      assert.match(await said(amelie), /Répondez à cette question/)
      await choose(amelie, /Utilisez-vous le parc/, 'Souvent')
      await press(amelie, 'Enregistrer et quitter')
      assert.match(await said(amelie), /Questionnaire commencé/)
      await elsewhere.goto('/mes-participations')
      await press(elsewhere, /^Reprendre/)
      assert.ok(await elsewhere.getByLabel('Souvent').isChecked())
      assert.ok(await elsewhere.getByLabel('Des bancs').isChecked())
    })

    it('shows all of it before it is sent, and a receipt after', async () => {
      await elsewhere.getByLabel(/De quelle région/).selectOption({ label: 'Mauricie' })
      await press(elsewhere, 'Continuer')
      assert.equal(await heading(elsewhere), 'Relire avant d’envoyer')
      assert.match(await said(elsewhere), /Utilisez-vous le parc \? ?Souvent/)
      await press(elsewhere, 'Envoyer mes réponses')
      assert.match(await said(elsewhere), /Vos réponses sont comptées/)
      assert.match(pathOf(elsewhere), new RegExp(`^/consultations/${park}/recu/`))
    })

    it('lets her change her answers, that still count once', async () => {
      await amelie.goto(`/consultations/${park}`)
      assert.match(await said(amelie), /Vous avez répondu au questionnaire/)
      await press(amelie, 'Revoir ma réponse')
      await choose(amelie, /Utilisez-vous le parc/, 'Jamais')
      await press(amelie, 'Continuer')
      await press(amelie, 'Remplacer mes réponses')
      const rows = await house.db.query<{ answers: Record<string, string[]> }>(sql`
        SELECT answers FROM consultation_answer WHERE consultation = ${park}`)
      assert.deepEqual(
        rows.map(({ answers }) => answers['usage']),
        [['jamais']],
      )
    })

    it('publishes what she writes, with what she joins, and nobody’s name', async () => {
      await amelie.goto(`/consultations/${park}`)
      await press(amelie, 'Donner mon avis')
      await press(amelie, 'Continuer')
      assert.match(await said(amelie), /Choisissez un thème/)
      await choose(amelie, /Sur quel thème/, 'La rue')
      await fill(amelie, /En une phrase/, 'Une traverse devant l’école')
      await fill(
        amelie,
        /^Expliquez/,
        'Les autos passent vite.\n\n<b>Trop</b> vite : https://exemple.example',
      )
      await attach(amelie, /joindre un document/, 'la rue.png', photo())
      await press(amelie, 'Continuer')
      assert.match(await said(amelie), /la rue\.png/)
      await press(amelie, 'Envoyer ma contribution')
      await press(amelie, 'Voir ma contribution')
      assert.equal(await heading(amelie), 'Une traverse devant l’école')
      const shown = await said(amelie)
      assert.match(shown, /Anonyme/)
      assert.match(shown, /<b>Trop<\/b> vite : https:\/\/exemple\.example/)
      assert.equal(await amelie.locator('main a[href*="exemple.example"]').count(), 0)
      const [file] = await Promise.all([
        amelie.waitForEvent('download'),
        amelie.getByRole('link', { name: 'la rue.png' }).click(),
      ])
      assert.equal(file.suggestedFilename(), 'la rue.png')
    })

    it('gives her support with one press, counted at once, and takes it back with another', async () => {
      await amelie.goto(`/consultations/${park}/contributions?theme=parc`)
      const button = (name: RegExp) => amelie.getByRole('button', { name })
      await button(/^J’appuie/).click()
      await button(/^Je n’appuie plus/).waitFor()
      assert.match(await said(amelie), /1 appui ?Vous appuyez/)
      assert.equal(await supportsOf(), 1)
      assert.equal(new URL(amelie.url()).search, '?theme=parc')
      await button(/^Je n’appuie plus/).click()
      await button(/^J’appuie/).waitFor()
      assert.equal(await supportsOf(), 0)
      await button(/^J’appuie/).click()
      await button(/^Je n’appuie plus/).waitFor()
      assert.equal(await supportsOf(), 1)
    })

    it('takes her comment, and tells her what is missing of one', async () => {
      await amelie.goto(`/consultations/${park}/contributions/${maple}`)
      await press(amelie, 'Publier le commentaire')
      assert.match(await said(amelie), /Écrivez votre commentaire/)
      await fill(amelie, /Votre commentaire/, 'Il donne de l’ombre.')
      await press(amelie, 'Publier le commentaire')
      assert.match(await said(amelie), /Il donne de l’ombre\. ?Anonyme/)
    })

    it('shows as withdrawn, under its rule, what a moderator withdrew, and its author may appeal', async () => {
      const { consultations } = house.platform
      const { contributions } = await consultations.participationIn(
        { ...KARIM, id: 'person:amelie-tremblay', person: 'amelie-tremblay' },
        park,
      )
      const own = contributions.find(({ parent }) => parent === null)!
      valueOf(await consultations.moderate(SOFIA, park, [own.id], { is: 'hide', rule: '4' }))
      await amelie.goto(`/consultations/${park}/contributions/${own.id}`)
      assert.match(await said(amelie), /Retirée, règle 4/)
      assert.doesNotMatch(await said(amelie), /traverse devant l’école/)
      await amelie.goto('/boite')
      await press(amelie, 'Un texte que vous avez écrit dans une consultation est retiré')
      await press(amelie, /^Contester/)
      assert.match(await said(amelie), /Les autos passent vite/)
      await fill(amelie, /Pourquoi faut-il/, 'Je n’annonce rien.')
      await press(amelie, 'Envoyer ma contestation')
      assert.equal(await heading(amelie), 'Votre contestation est reçue')
    })

    it('ends in results that anybody reads, and in a reply that is owed', async () => {
      const { consultations } = house.platform
      await amelie.goto(`/consultations/${park}/resultats`)
      assert.match(await said(amelie), /Appuis ?1/)
      house.setTime('2027-03-15T15:00:00.000Z')
      await consultations.turn()
      const stranger = await house.visitor({ javaScriptEnabled })
      await stranger.goto(`/consultations/${park}`)
      assert.match(await said(stranger), /Réponse due depuis le 21 février 2027/)
      for (const theme of ['parc', 'rue']) {
        const words = IN_WORDS(`Nous gardons cela, thème ${theme}.`)
        valueOf(
          await consultations.reply(SOFIA, park, {
            theme,
            heard: words,
            kept: words,
            notKept: words,
            next: words,
          }),
        )
      }
      await awaitSaid(stranger, /Lire la réponse de l’organisme/)
      await press(stranger, 'Lire la réponse de l’organisme')
      assert.match(await said(stranger), /Publiée après la date promise du 21 février 2027/)
      assert.match(await said(stranger), /Ce que nous ne retenons pas, et pourquoi/)
    })
  })
