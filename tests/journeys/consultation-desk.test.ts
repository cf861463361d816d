import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { AMELIE, idea, KARIM, valueOf } from '../support/consulting.ts'
import { attach, choose, fill, heading, pathOf, press, said } from './gestures.ts'
import { type House, openHouse } from './house.ts'
import { photo } from './photo.ts'

const LIST = '/organisation/consultations'
const SCHOOL = `${LIST}/l-ecole-du-samedi`

const day = async (page: Page, question: string | RegExp, text: string): Promise<void> => {
  const group = page.getByRole('group', { name: question, exact: typeof question === 'string' })
  const [year = '', month = '', date = ''] = text.split('-')
  await group.getByLabel('Année').fill(year)
  await group.getByLabel('Mois').fill(month)
  await group.getByLabel('Jour').fill(date)
}

const open = async (page: Page, summary: string): Promise<void> =>
  page.locator('summary', { hasText: summary }).first().click()

for (const javaScriptEnabled of [true, false])
  describe(`a consultation, as its organisation holds it ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    let house: House
    let sofia: Page
    let kevin: Page
    let id = ''
    before(async () => {
      house = await openHouse()
      sofia = await house.visitor({ javaScriptEnabled, as: 'agent:sofia-marchetti' })
      kevin = await house.visitor({ javaScriptEnabled, as: 'agent:kevin-lapointe' })
    })
    after(() => house.close())

    it('begins with a title and two days, and says what is missing', async () => {
      await sofia.goto(LIST)
      await press(sofia, 'Inscrire une consultation')
      await press(sofia, 'Créer le brouillon')
      assert.match(await said(sofia), /À remplir/)
      await fill(sofia, 'Titre en français', 'L’école du samedi')
      await day(sofia, 'Premier jour', '2026-11-23')
      await day(sofia, 'Dernier jour', '2026-12-20')
      await press(sofia, 'Créer le brouillon')
      assert.equal(pathOf(sofia), SCHOOL)
      assert.match(
        await said(sofia),
        /Il manque encore quelque chose le but de la consultation\s?au moins un moyen/,
      )
      id = SCHOOL.slice(LIST.length + 1)
    })

    it('is announced in a few short pages, with means, a question, themes and a document', async () => {
      await sofia.goto(`${SCHOOL}/annonce`)
      await sofia.locator('#purpose').fill('Ouvrir l’école aux familles le samedi.')
      await choose(sofia, 'Recevoir des contributions', 'Oui')
      await sofia.getByLabel('Permettre de les appuyer').check()
      await press(sofia, 'Enregistrer')
      assert.match(await said(sofia), /C’est enregistré/)
      for (const kind of ['Questionnaire en ligne', 'Contributions en ligne', 'Papier']) {
        await sofia.goto(`${SCHOOL}/moyens`)
        await sofia
          .getByRole('group', { name: 'Moyen', exact: true })
          .getByLabel(kind, { exact: true })
          .check()
        await press(sofia, 'Ajouter ce moyen')
        assert.match(await said(sofia), /C’est ajouté/)
      }
      assert.match(await said(sofia), /Telle qu’elle est : du début à la fin/)
      await sofia.goto(`${SCHOOL}/questions/nouvelle`)
      await sofia.getByLabel('Question', { exact: true }).fill('Viendriez-vous ?')
      await fill(sofia, 'Choix, un par ligne', 'Oui\nNon\nPeut-être')
      await press(sofia, 'Enregistrer la question')
      assert.equal(pathOf(sofia), `${SCHOOL}/questions`)
      await sofia.goto(`${SCHOOL}/themes`)
      await fill(sofia, 'Thèmes, un par ligne', 'Les activités | Activities\nLes heures')
      await press(sofia, 'Enregistrer les thèmes')
      await sofia.goto(`${SCHOOL}/documents`)
      await attach(sofia, 'Document', 'plan.png', photo())
      await press(sofia, 'Ajouter le document')
      assert.match(await said(sofia), /plan\.png/)
      await sofia.goto(`${SCHOOL}/apercu`)
      assert.match(await said(sofia), /Viendriez-vous \?/)
    })

    it('is published once, whatever two tabs do', async () => {
      const other = await sofia.context().newPage()
      await Promise.all([sofia.goto(SCHOOL), other.goto(SCHOOL)])
      await press(sofia, 'Publier')
      assert.match(await said(sofia), /La consultation est au registre public/)
      await press(other, 'Publier')
      assert.match(await said(other), /La consultation est ouverte/)
      await other.close()
      const shown = await house.platform.consultations.find(id)
      assert.deepEqual([shown!.state, shown!.online], ['open', 'whole'])
    })

    it('is moderated by many at once and undone by one press', async () => {
      const { consultations } = house.platform
      const wrote = (who: typeof KARIM, title: string) =>
        consultations.participate(who, id, idea(title, { theme: 'les-activites' }))
      for (const title of ['Du soccer', 'De la cuisine']) valueOf(await wrote(KARIM, title))
      valueOf(await wrote(AMELIE, 'Achetez mes tapis <script>alert(1)</script>'))
      await sofia.goto(`${SCHOOL}/contributions`)
      assert.match(await said(sofia), /3 textes/)
      await press(sofia, 'Laisser en vue')
      assert.match(await said(sofia), /Choisissez au moins un texte/)
      for (const box of await sofia.getByRole('checkbox').all()) await box.check()
      await sofia.getByLabel('Règle').selectOption('4')
      await press(sofia, 'Retirer de la vue')
      assert.match(await said(sofia), /Retiré de la vue/)
      const counted = await consultations.queue(sofiaHerself(), id, HIDDEN, { limit: 9, offset: 0 })
      assert.equal(counted!.count, 3)
      await press(sofia, 'Annuler')
      assert.match(await said(sofia), /De nouveau en vue/)
      await sofia.goto(`${SCHOOL}/contributions?montrer=all&mots=tapis`)
      await sofia.getByRole('checkbox').first().check()
      await sofia.getByLabel('Règle').selectOption('4')
      await press(sofia, 'Retirer de la vue')
    })

    const HIDDEN = { show: 'hidden', theme: '', region: '', channel: '', search: '' } as const
    const sofiaHerself = () =>
      house.platform.access.agents().find((one) => one.id === 'agent:sofia-marchetti')!

    it('is appealed, and judged by Kevin, not by Sofia who withdrew it', async () => {
      const { consultations } = house.platform
      const { contributions } = await consultations.participationIn(AMELIE, id)
      const contribution = contributions[0]!.id
      valueOf(await consultations.appeal(AMELIE, id, contribution, 'Ce sont des tapis pour l’école.'))
      await sofia.goto(`${SCHOOL}/contributions/${contribution}`)
      assert.match(await said(sofia), /une autre personne .* doit juger l’appel/)
      await kevin.goto(`${SCHOOL}/contributions?montrer=appealed`)
      await press(kevin, /Achetez mes tapis/)
      await choose(kevin, 'Décision', 'Laisser retirée')
      await press(kevin, 'Rendre la décision')
      assert.match(await said(kevin), /Donnez une raison/)
      await fill(kevin, 'Raison', 'C’est une annonce de vente.')
      await press(kevin, 'Rendre la décision')
      assert.match(await said(kevin), /Appel rejeté : reste retirée/)
    })

    it('takes sheets of paper in a row, each once', async () => {
      await sofia.goto(`${SCHOOL}/saisie`)
      await sofia.getByLabel('Région').selectOption('04')
      for (let sheet = 0; sheet < 5; sheet += 1) {
        await choose(sofia, /Viendriez-vous/, 'Oui')
        await press(sofia, /passer à la suivante/)
        assert.match(await said(sofia), /En voici une autre, vide/)
        assert.equal(await sofia.getByLabel('Région').inputValue(), '04')
      }
      await press(sofia, /passer à la suivante/)
      assert.match(await said(sofia), /une feuille blanche ne s’enregistre pas/)
      await sofia.goto(`${SCHOOL}/resultats`)
      assert.match(await said(sofia), /Questionnaires 5/)
    })

    it('is made longer with a reason, then is over and answered theme by theme', async () => {
      await sofia.goto(SCHOOL)
      await open(sofia, 'Prolonger')
      await day(sofia, 'Nouveau dernier jour', '2026-12-27')
      await press(sofia, 'Prolonger')
      assert.match(await said(sofia), /Donnez une raison/)
      await sofia
        .getByLabel('Raison, que tout le monde lira')
        .first()
        .fill('La neige a fermé l’école deux jours.')
      await press(sofia, 'Prolonger')
      assert.match(await said(sofia), /La consultation est prolongée/)
      await sofia.goto(`${SCHOOL}/reponse`)
      assert.match(await said(sofia), /La réponse se donne une fois la consultation terminée/)
      house.setTime('2026-12-28T15:00:00.000Z')
      await house.platform.consultations.turn()
      for (const page of [sofia, kevin]) await signedInAgain(page)
      for (const theme of ['les-activites', 'les-heures']) {
        await sofia.goto(`${SCHOOL}/reponse/${theme}`)
        await fill(sofia, 'Ce que nous avons entendu', 'Du soccer et de la cuisine.')
        await press(sofia, 'Publier la réponse')
        assert.match(await said(sofia), /À remplir/)
        await fill(sofia, 'Ce que nous retenons', 'Les deux, dès février.')
        await fill(sofia, /^Ce que nous ne retenons pas/, 'Pas de piscine : il n’y en a pas.')
        await fill(sofia, /^Ce qui suit/, 'Les inscriptions ouvrent le 15 janvier.')
        await press(sofia, 'Publier la réponse')
      }
      assert.match(await said(sofia), /Tous les thèmes ont une réponse/)
      await sofia.goto(LIST)
      assert.match(await said(sofia), /Réponse publiée/)
    })

    const signedInAgain = async (page: Page): Promise<void> => {
      await page.context().clearCookies()
      await page.goto('/connexion')
      await press(page, page === sofia ? /^Sofia Marchetti/ : /^Kevin Lapointe/)
    }

    it('belongs to its organisation: another reads nothing of it, and no role no form', async () => {
      const thomas = await house.visitor({ javaScriptEnabled, as: 'agent:thomas-bergeron' })
      await signedInAs(thomas, /^Thomas Bergeron/)
      for (const page of ['', '/annonce', '/contributions', '/resultats', '/reponse', '/saisie']) {
        const answered = await thomas.goto(`${SCHOOL}${page}`)
        assert.equal(answered!.status(), 404, page)
      }
      const awa = await house.visitor({ javaScriptEnabled, as: 'agent:awa-diallo' })
      await signedInAs(awa, /^Awa Diallo/)
      await awa.goto(SCHOOL)
      assert.equal(await heading(awa), 'L’école du samedi')
      assert.equal(await awa.locator('main form').count(), 0)
    })

    const signedInAs = async (page: Page, name: RegExp): Promise<void> => {
      await page.context().clearCookies()
      await page.goto('/connexion')
      await press(page, name)
    }
  })
