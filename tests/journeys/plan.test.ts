import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { verifyBarometer } from '#barometer'
import { figuresOf } from '../barometer/figures-of.ts'
import { attach, choose, fill, heading, pathOf, press, said } from './gestures.ts'
import { type House, openHouse } from './house.ts'
import { photo } from './photo.ts'

const setDay = async (page: Page, question: string, day: string): Promise<void> => {
  const [year, month, date] = day.split('-')
  const group = page.getByRole('group', { name: question })
  await group.getByLabel('Année').fill(year!)
  await group.getByLabel('Mois').fill(month!)
  await group.getByLabel('Jour').fill(date!)
}

for (const javaScriptEnabled of [false, true])
  describe(`a transformation plan, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    let house: House
    let sofia: Page
    let gilles: Page
    let lise: Page
    let anybody: Page
    before(async () => {
      house = await openHouse()
      sofia = await house.visitor({ javaScriptEnabled, as: 'agent:sofia-marchetti' })
      gilles = await house.visitor({ javaScriptEnabled, as: 'agent:gilles-thibault' })
      lise = await house.visitor({ javaScriptEnabled, as: 'agent:lise-arsenault' })
      anybody = await house.visitor({ javaScriptEnabled })
    })
    after(() => house.close())

    const target6 = async (): Promise<string> => {
      const { figures } = await figuresOf(house)
      const { state, numerator, denominator } = figures.find(({ target }) => target === 6)!
      return state === 'value' ? `${numerator}/${denominator}` : state
    }

    it('is begun by Sofia, who plans for the town', async () => {
      await sofia.goto('/organisation/plan')
      await press(sofia, 'Commencer le plan')
      await press(sofia, 'Enregistrer')
      assert.match(await said(sofia), /Il y a 3 points à corriger/)
      await fill(sofia, 'Titre du plan', 'La ville à portée de main')
      await fill(sofia, /^Résumé \(facultatif/, 'Tout en ligne, au comptoir et au téléphone.')
      await setDay(sofia, 'Premier jour', '2026-04-01')
      await setDay(sofia, 'Dernier jour', '2028-03-31')
      await press(sofia, 'Enregistrer')
      assert.equal(pathOf(sofia), '/organisation/plan/brouillon')
      assert.match(await said(sofia), /Le brouillon est ouvert/)
    })

    const addMeasure = async (title: string, waits?: string) => {
      await press(sofia, 'Ajouter une mesure')
      await fill(sofia, 'Titre de la mesure', title)
      await fill(sofia, /^Description$/, `${title} : de la demande à la réponse.`)
      await fill(sofia, /^Responsable$/, 'Greffe')
      await setDay(sofia, 'Début', waits ? '2027-01-01' : '2026-09-01')
      await setDay(sofia, 'Fin prévue', waits ? '2027-06-30' : '2026-12-31')
      await choose(sofia, 'Classe de budget', 'Moins de 25 000 $')
      if (waits) await choose(sofia, /Dépend de la fin de/, waits)
      await press(sofia, 'Enregistrer la mesure')
      assert.match(await said(sofia), /La mesure est enregistrée/)
    }

    it('gets its measures one at a time, one of which waits for the other', async () => {
      await addMeasure('Ouvrir le comptoir en ligne')
      await addMeasure('Signer à distance', 'Ouvrir le comptoir en ligne')
      assert.match(await said(sofia), /Feuille de route/)
    })

    it('loses nothing of what two people write at once', async () => {
      const other = await sofia.context().newPage()
      for (const page of [other, sofia]) {
        await page.goto('/organisation/plan/brouillon')
        await press(page, /^Modifier\s+Ouvrir le comptoir/)
      }
      await fill(other, /^Responsable$/, 'Accueil')
      await press(other, 'Enregistrer la mesure')
      await fill(sofia, 'Titre de la mesure', 'Ouvrir le guichet en ligne')
      await press(sofia, 'Enregistrer la mesure')
      assert.match(await said(sofia), /Quelqu’un d’autre a modifié ceci.*« Accueil » devient « Greffe »/)
      assert.equal(await sofia.getByLabel('Titre de la mesure').inputValue(), 'Ouvrir le guichet en ligne')
      await fill(sofia, /^Responsable$/, 'Accueil')
      await press(sofia, 'Enregistrer la mesure')
      assert.match(await said(sofia), /Ouvrir le guichet en ligne.*Accueil/)
      await other.close()
    })

    it('is approved by two of direction, who read all of it; until then nobody else reads it', async () => {
      await press(sofia, 'Présenter à la direction')
      await anybody.goto('/plans/ville-des-ormes')
      assert.match(await said(anybody), /Aucun plan approuvé/)
      await gilles.goto('/organisation/plan/brouillon')
      await press(gilles, 'Approuver ce plan')
      assert.match(await said(gilles), /Votre approbation est inscrite.*Il manque 1 approbation/)
      await lise.goto('/organisation')
      await lise.goto('/organisation/plan/brouillon')
      await press(lise, 'Approuver ce plan')
      assert.equal(pathOf(lise), '/organisation/plan')
      assert.match(await said(lise), /c’est la nouvelle version du plan/)
      assert.equal(await target6(), '0/5')
    })

    it('is not presented again while nothing differs; a draft that Sofia gives up leaves the version as it is', async () => {
      await sofia.goto('/organisation/plan')
      await press(sofia, 'Écrire la version suivante')
      await press(sofia, 'Enregistrer')
      assert.match(await said(sofia), /dit la même chose que la version en vigueur/)
      assert.equal(await sofia.getByRole('button', { name: 'Présenter à la direction' }).count(), 0)
      await addMeasure('Prendre rendez-vous en ligne')
      assert.equal(await sofia.getByRole('button', { name: 'Présenter à la direction' }).count(), 1)
      await press(sofia, 'Abandonner le brouillon')
      assert.match(
        await said(sofia),
        /1 différence avec la version 1 sera perdue\..*Prendre rendez-vous en ligne.*La version 1 reste telle quelle/,
      )
      await press(sofia, 'Abandonner le brouillon')
      assert.equal(pathOf(sofia), '/organisation/plan')
      const page = await said(sofia)
      assert.match(page, /Le brouillon est abandonné.*Écrire la version suivante.*Ouvrir le guichet en ligne/)
      assert.doesNotMatch(page, /Prendre rendez-vous en ligne/)
      assert.equal(await target6(), '0/5')
    })

    it('is told as it goes: the measure operates, a photo shows it, and target 6 moves', async () => {
      await sofia.goto('/organisation/plan')
      await press(sofia, 'Ouvrir le guichet en ligne')
      await choose(sofia, 'Où en est-elle maintenant ?', 'En œuvre')
      await press(sofia, 'Inscrire l’état')
      assert.match(await said(sofia), /L’état est inscrit/)
      assert.equal(await target6(), '0/5')
      await sofia.getByText('Ajouter une preuve', { exact: true }).click()
      await fill(sofia, 'Ce que la preuve montre', 'Le guichet répond.')
      await attach(sofia, 'Fichier', 'guichet.png', photo())
      await press(sofia, 'Ajouter la preuve')
      assert.match(await said(sofia), /La preuve est ajoutée.*Le guichet répond\./)
      assert.equal(await target6(), '1/5')
      assert.ok((await verifyBarometer(house.db, {})).ok)
    })

    it('is read by everybody, in both languages, with its drawing, its table and its document', async () => {
      await anybody.goto('/plans')
      await press(anybody, 'Ville des Ormes')
      assert.match(await heading(anybody), /^Ville des Ormes : plan de transformation$/)
      const drawing = anybody.getByRole('img', { name: /^Feuille de route de 2 mesures/ })
      assert.equal(await drawing.count(), 1)
      assert.match(await said(anybody), /Approuvé par Gilles Thibault et Lise Arsenault/)
      const pdf = await anybody.request.get('/plans/ville-des-ormes/plan.pdf')
      assert.equal(pdf.headers()['content-type'], 'application/pdf')
      await press(anybody, 'English')
      assert.match(await said(anybody), /Roadmap.*In operation.*Planned/)
      await press(anybody, 'Ouvrir le guichet en ligne')
      assert.match(await said(anybody), /Le guichet répond\..*guichet\.png/)
    })
  })
