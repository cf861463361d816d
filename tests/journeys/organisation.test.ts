import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { DEFINITIONS, publishMeasures } from '#barometer'
import { writeHistory } from '../barometer/written-history.ts'
import { figuresOf } from '../barometer/figures-of.ts'
import { awaitSaid, fill, heading, pathOf, press, said, signInAs } from './gestures.ts'
import { type House, openHouse } from './house.ts'

for (const javaScriptEnabled of [false, true])
  describe(`an organisation and the secretariat, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    let house: House
    let thomas: Page
    let lucie: Page
    let solange: Page
    let anybody: Page
    before(async () => {
      house = await openHouse()
      await house.demonstrate()
      await writeHistory(house.db, { until: new Date('2026-11-22T18:00:00.000Z') })
      await figuresOf(house)
      thomas = await house.visitor({ javaScriptEnabled })
      lucie = await house.visitor({ javaScriptEnabled })
      solange = await house.visitor({ javaScriptEnabled })
      anybody = await house.visitor({ javaScriptEnabled })
    })
    after(() => house.close())

    it('finds whoever plans in their space, and whoever handles dossiers at the desk', async () => {
      await signInAs(thomas, 'Thomas Bergeron')
      assert.equal(pathOf(thomas), '/organisation')
      assert.equal(await heading(thomas), 'Régie des familles')
      await signInAs(lucie, 'Lucie Gagnon')
      assert.equal(pathOf(lucie), '/bureau')
      await press(lucie, 'Organisme')
      assert.equal(pathOf(lucie), '/organisation')
      await press(lucie, 'Bureau')
      assert.equal(pathOf(lucie), '/bureau')
      await signInAs(solange, 'Solange Picard')
      assert.equal(pathOf(solange), '/central')
    })

    it('says to Thomas what is late first, and where the ten targets stand', async () => {
      const lines = await thomas.locator('main table').first().locator('tbody tr').allTextContents()
      const isLate = lines.map((line) => line.includes('En retard'))
      assert.ok(isLate.length > 0)
      assert.deepEqual(
        isLate,
        isLate.toSorted((a, b) => Number(b) - Number(a)),
      )
      const targets = await thomas.locator('#cibles tbody tr').count()
      assert.equal(targets, 10)
      await press(thomas, 'La page publique de votre organisme')
      assert.equal(pathOf(thomas), '/barometre/organisations/regie-des-familles')
      await thomas.goBack()
    })

    it('keeps the secretariat’s place to the secretariat', async () => {
      const answer = await thomas.goto('/central/rappels')
      assert.equal(answer?.status(), 403)
      assert.match(await said(thomas), /celle de l’organisme central/)
      await press(thomas, 'Ouvrir l’espace de mon organisme')
      assert.equal(pathOf(thomas), '/organisation')
    })

    it('shows Solange who is late, and lets her remind them, once', async () => {
      await solange.goto('/central?partie=plan&etat=late')
      assert.match(await said(solange), /Agence du revenu/)
      await press(solange, 'Écrire un rappel')
      await solange.goto('/central/rappels?partie=volumes')
      const choices = solange.getByRole('group', { name: 'À quels organismes ?' })
      for (const box of await choices.getByRole('checkbox').all()) await box.uncheck()
      await press(solange, 'Envoyer le rappel')
      assert.match(await said(solange), /Choisissez au moins un organisme/)
      await choices.getByLabel(/^Régie des familles/).check()
      await fill(solange, 'Texte du rappel', 'Bonjour,\n\nLes volumes d’octobre <b>manquent</b>.')
      await press(solange, 'Envoyer le rappel')
      assert.match(await said(solange), /1 organisme est prévenu/)
      await solange.goBack()
      await press(solange, 'Envoyer le rappel')
      assert.match(await said(solange), /déjà parti|1 organisme est prévenu/)
    })

    it('tells Thomas word for word, on his first page and by a real message', async () => {
      await thomas.goto('/organisation')
      assert.match(
        await said(thomas),
        /Rappel de l’organisme central.*Les volumes d’octobre <b>manquent<\/b>\./,
      )
      await press(thomas, 'Ouvrir : Volumes')
      assert.equal(pathOf(thomas), '/organisation/volumes')
      await anybody.goto('/courriels')
      await awaitSaid(anybody, /bonjour@regie-des-familles\.example/)
      await solange.goto('/central/rappels?partie=volumes')
      await awaitSaid(solange, /Régie des famillesVolumesSolange PicardRemis/)
    })

    it('shows the year’s report before it is published, then to everybody, for good', async () => {
      const { db, clock } = house.platform
      const parts = { db, clock, definitions: DEFINITIONS }
      for await (const { published } of publishMeasures(parts, ['2025-12-31']))
        assert.ok(published.ok || published.refusal === 'already-published')
      await solange.goto('/central/rapports')
      const draft = await solange.request.get('/central/rapports/2025/apercu.pdf')
      assert.equal(draft.headers()['content-type'], 'application/pdf')
      const inEnglish = await solange.request.get('/central/rapports/2025/apercu.en.pdf')
      assert.match(inEnglish.headers()['content-disposition']!, /^inline; filename="report-2025\.pdf"$/)
      await press(solange, 'Publier le rapport 2025')
      assert.match(await said(solange), /Le rapport 2025 est publié/)
      await anybody.goto('/barometre')
      await press(anybody, 'Les rapports annuels')
      assert.match(await said(anybody), /Rapport 2025/)
      const file = await anybody.request.get('/barometre/rapports/rapport-2025.pdf')
      assert.equal(file.status(), 200)
      assert.ok((await file.body()).subarray(0, 5).equals(Buffer.from('%PDF-')))
      assert.equal((await anybody.request.get('/barometre/rapports/rapport-1999.pdf')).status(), 404)
      await anybody.goto('/en/barometer/reports')
      assert.equal(await heading(anybody), 'Yearly reports')
      const [document] = await anybody.locator('main ul.links a').all()
      assert.match((await document!.textContent())!, /^The document in English/)
      const read = await anybody.request.get((await document!.getAttribute('href'))!)
      assert.equal(read.headers()['content-type'], 'application/pdf')
      assert.ok((await read.body()).includes('/Lang (en-CA)'))
    })
  })
