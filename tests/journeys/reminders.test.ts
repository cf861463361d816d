import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { newId, sql } from '#kernel'
import { keepSelfFact } from '#registries'
import { awaitSaid, choose, fill, heading, press, said } from './gestures.ts'
import { type House, openHouse } from './house.ts'
import { answerAllowance, beginAllowance } from './routes.ts'

for (const javaScriptEnabled of [false, true])
  describe(`being reminded by e-mail, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    let house: House
    let amelie: Page
    before(async () => {
      house = await openHouse()
      amelie = await house.visitor({ javaScriptEnabled, as: 'person:amelie-tremblay' })
    })
    after(() => house.close())

    /** Time has come to an instant; the reminders of by then were said and sent. */
    const live = async (instant: string) => {
      house.setTime(instant)
      await house.ledger.caughtUp()
      house.telling.reminding.poke()
      await house.telling.reminding.idle()
      await house.ledger.caughtUp()
      house.telling.outbox!.poke()
      // A session does not last as long as this story.
      const value = house.platform.access.signIn('person:amelie-tremblay', house.now())!
      await amelie.context().addCookies([{ name: 'parvis', value, url: house.address }])
    }
    const openMail = async (subject: RegExp) => {
      await amelie.goto('/courriels')
      await awaitSaid(amelie, subject)
      await press(amelie, subject)
    }
    const follow = (part: string) =>
      Promise.all([
        amelie.waitForEvent('domcontentloaded'),
        amelie.locator(`main a[href*="${part}"]`).first().click(),
      ])

    it('chooses e-mail, and is told what is wrong with an address that is none', async () => {
      const given = {
        person: 'amelie-tremblay',
        fact: 'email',
        value: 'donnee@exemple.example',
        dossier: newId(),
      }
      await keepSelfFact(house.db, { ...given, at: house.now() })
      await amelie.goto('/demandes')
      await press(amelie, 'Mes préférences')
      // What she gave in an earlier request is proposed.
      assert.equal(await amelie.getByLabel(/adresse de courriel/).inputValue(), 'donnee@exemple.example')
      await choose(amelie, 'Par quel moyen ?', 'Dans ma boîte et par courriel')
      await fill(amelie, /adresse de courriel/, 'amelie.exemple')
      await press(amelie, 'Enregistrer')
      assert.match(await said(amelie), /à corriger/)
      assert.equal(await amelie.getByLabel(/adresse de courriel/).inputValue(), 'amelie.exemple')
      await fill(amelie, /adresse de courriel/, 'amelie@exemple.example')
      await press(amelie, 'Enregistrer')
      assert.match(await said(amelie), /Un message est parti.*amelie@exemple\.example/)
    })

    it('confirms the address from the message, once', async () => {
      await openMail(/Confirmez votre adresse/)
      await follow('/mes-preferences/adresse/')
      assert.equal(await heading(amelie), 'Confirmer votre adresse')
      const link = amelie.url()
      await press(amelie, 'Confirmer cette adresse')
      assert.equal(await heading(amelie), 'Votre adresse est confirmée')
      await amelie.goto(link)
      assert.match(await said(amelie), /Ce lien a déjà servi/)
    })

    it('asks for the allowance, and finds in the calendar the day it has to be brought up to date', async () => {
      await beginAllowance(amelie)
      await press(amelie, 'Continuer')
      await answerAllowance(amelie)
      await press(amelie, 'Déposer ma demande')
      await amelie.goto('/mon-calendrier')
      await awaitSaid(amelie, /Mettre à jour votre demande d’allocation famille/)
      assert.match(await said(amelie), /Novembre 2027.*Au plus tard le 23 novembre 2027/)
    })

    it('keeps the dates in a calendar application, at an address that dies when it is changed', async () => {
      await press(amelie, 'Créer une adresse d’abonnement')
      const addressOf = async () => (await amelie.locator('a[href^="/calendrier/"]').getAttribute('href'))!
      const first = await addressOf()
      const feed = await house.app.inject({ url: first })
      assert.equal(feed.headers['content-type'], 'text/calendar; charset=utf-8')
      assert.match(feed.body, /^BEGIN:VCALENDAR\r\n/)
      const lines = feed.body.split('\r\n')
      assert.ok(
        lines.every((line) => Buffer.byteLength(line) <= 75 && !line.includes('\n')),
        'RFC 5545, 3.1',
      )
      // The last line ends as the others do.
      assert.deepEqual(lines.slice(-2), ['END:VCALENDAR', ''])
      assert.match(feed.body, /\r\nTRANSP:TRANSPARENT\r\n/)
      assert.match(feed.body, /DTSTART;VALUE=DATE:20271123\r\n/)
      assert.match(feed.body, /TRIGGER:-P6DT15H\r\n/)
      assert.match(feed.body, /\r\nUID:[0-9a-f-]{36}@parvis\r\n/)
      await press(amelie, 'Changer d’adresse')
      assert.equal((await house.app.inject({ url: first })).statusCode, 404)
      assert.equal((await house.app.inject({ url: await addressOf() })).statusCode, 200)
      await press(amelie, 'Supprimer cette adresse')
      assert.match(await said(amelie), /Créer une adresse/)
    })

    it('is reminded by e-mail and in the inbox a month before', async () => {
      await live('2027-10-24T12:05:00.000Z')
      await openMail(/Rappel : quelque chose à faire d’ici le 23 novembre 2027/)
      assert.match(await said(amelie), /Mettre à jour votre demande d’allocation famille : au plus tard/)
      await follow('/demandes/')
      assert.match(await heading(amelie), /^Demande /)
      await amelie.goto('/boite')
      assert.match(await said(amelie), /Mettre à jour votre demande.*au plus tard le 23 novembre 2027/)
    })

    it('stops reminders in one click, as a mail application does it: no session, no page', async () => {
      await openMail(/Rappel : quelque chose à faire/)
      const [, address] = /List-Unsubscribe<([^>]+)>/.exec((await said(amelie)).replaceAll(' ', ''))!
      const url = new URL(address!).pathname
      const looked = await house.app.inject({ url })
      assert.match(looked.body, /Ne plus recevoir de rappels par courriel/)
      const post = { method: 'POST', url, payload: 'List-Unsubscribe=One-Click' } as const
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      assert.equal((await house.app.inject({ ...post, headers })).statusCode, 200)
      // RFC 8058 lets it be sent in parts too; done again, it changes nothing.
      const parts =
        '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n'
      const inParts = {
        ...post,
        payload: parts,
        headers: { 'content-type': 'multipart/form-data; boundary=b' },
      }
      assert.equal((await house.app.inject(inParts)).statusCode, 200)
      await amelie.goto('/mes-preferences')
      assert.equal(await amelie.getByLabel('Les rappels, avant une date').isChecked(), false)
      assert.equal(await amelie.getByLabel('Les nouvelles de mes demandes').isChecked(), true)
    })

    it('is still told in the inbox, and the day is counted as one that was reminded', async () => {
      await live('2027-11-16T13:05:00.000Z')
      await amelie.goto('/boite')
      await awaitSaid(amelie, /Mettre à jour.*Mettre à jour/)
      await live('2027-11-24T12:00:00.000Z')
      const passed = await house.db.query<{ measure: string }>(sql`
        SELECT measure FROM event WHERE kind = 'deadline.passed'`)
      assert.deepEqual(
        passed.map(({ measure }) => (JSON.parse(measure) as { reminded: boolean }).reminded),
        [true],
      )
      await amelie.goto('/courriels')
      assert.equal((await said(amelie)).match(/Rappel/g)!.length, 1)
    })
  })
