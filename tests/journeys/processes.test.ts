import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { answer, contentOf, remainderOf } from '#dossiers'
import { newId } from '#kernel'
import { figuresOf } from '../barometer/figures-of.ts'
import { AMELIES_ANSWERS, valueOf } from '../support/story.ts'
import { choose, fill, heading, pathOf, press, said } from './gestures.ts'
import { type House, openHouse } from './house.ts'

/** Amélie's form came on paper; Nadia Belkacem keyed it in. */
const onPaper = async ({ platform, ledger }: House): Promise<void> => {
  const { dossiers, access } = platform
  const amelie = access.people().find(({ person }) => person === 'amelie-tremblay')!
  const nadia = access.agents().find(({ id }) => id === 'agent:nadia-belkacem')!
  const here = { actor: nadia, onBehalfOf: amelie, channel: 'paper', language: 'fr' } as const
  const { dossier } = valueOf(await dossiers.open({ service: 'allocation-famille', ...here }))
  const done = valueOf(await dossiers.perform(answer, dossier.id, { values: AMELIES_ANSWERS }, here))
  const { digest } = contentOf(done.dossier, remainderOf(done.dossier.pinned, done.dossier))
  valueOf(await dossiers.file({ id: dossier.id, key: newId(), digest, here }))
  await ledger.caughtUp()
}

for (const javaScriptEnabled of [false, true])
  describe(`processes and workplaces, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    let house: House
    let thomas: Page
    let place = ''
    before(async () => {
      house = await openHouse()
      thomas = await house.visitor({ javaScriptEnabled, as: 'agent:thomas-bergeron' })
    })
    after(() => house.close())

    const target = async (number: number) => {
      await figuresOf(house)
      const { figures } = (await house.platform.barometer.figures('regie-des-familles'))!
      const one = figures.find((figure) => figure.target === number)!
      return one.state === 'value' ? `${one.numerator}/${one.denominator}` : one.state
    }
    const describeStage = async (stage: string, what: string, paper = 'Il n’y en a pas') => {
      await press(thomas, `Décrire (${stage})`)
      await fill(thomas, /Que se passe-t-il à cette étape/, what)
      await choose(thomas, /Où est le papier/, paper)
      await press(thomas, 'Enregistrer l’étape')
    }

    it('begins with an empty inventory, and says what is missing in the first form', async () => {
      await thomas.goto('/organisation/processus')
      assert.match(await said(thomas), /L’inventaire est vide/)
      await press(thomas, 'Ajouter un processus')
      await fill(thomas, /Comment s’appelle/, 'Traitement d’une allocation')
      await press(thomas, 'Ajouter, puis décrire ses étapes')
      assert.match(await said(thomas), /Dites quelle unité en est responsable/)
      await fill(thomas, /Quelle unité/, 'Prestations')
      await thomas
        .getByRole('group', { name: /service offert ici/ })
        .getByRole('radio')
        .nth(1)
        .check()
      await fill(thomas, /Pages par an/, '12 000')
      await press(thomas, 'Ajouter, puis décrire ses étapes')
      assert.equal(await heading(thomas), 'Traitement d’une allocation')
      place = pathOf(thomas)
      assert.match(
        await said(thomas),
        /Il reste à décrire : demande, preuves, traitement, décision, remise, archives/,
      )
      assert.equal(await target(9), 'no-data')
    })

    it('is still to be described in the total of its unit, so that the line adds up', async () => {
      await thomas.goto('/organisation/processus')
      const cells = thomas.locator('tr', { hasText: 'Prestations' }).last().locator('td')
      const [all, paper, paperless, unknown] = (await cells.allTextContents()).map((text) => text.trim())
      assert.deepEqual(
        { all, paper, paperless, unknown },
        { all: '1', paper: '0', paperless: '0', unknown: '1' },
      )
      await thomas.goto(place)
    })

    it('is described on its line, stage by stage, until it counts without paper', async () => {
      await describeStage('Demande', 'Le parent remplit le formulaire en ligne.')
      await describeStage('Traitement', 'Les règles sont appliquées par un robot.')
      await describeStage('Décision', 'La décision est signée dans le système.')
      await describeStage('Remise', 'La décision est dans la boîte du parent.')
      await describeStage('Archives', 'Le dossier reste dans le système six ans.')
      assert.equal(await target(9), 'no-data')
      await press(thomas, 'Il n’y en a pas (Preuves)')
      assert.match(await said(thomas), /Ce processus n’a pas cette étape.*Sans papier, depuis le/)
      assert.equal(await thomas.locator('.process-line > li').count(), 6)
      assert.equal(await target(9), '1/1')
    })

    it('shows paper that a form brought, though nothing of it was declared', async () => {
      await onPaper(house)
      await thomas.goto(place)
      assert.match(
        await said(thomas),
        /Du papier est observé ici, alors que rien n’en est déclaré.*Demande : une fois en douze mois/,
      )
      assert.equal(await target(9), '0/1')
      await thomas.goto('/organisation')
      assert.match(await said(thomas), /Traitement d’une allocation/)
    })

    it('takes a step out, and puts it back as it was', async () => {
      await thomas.goto(place)
      await thomas.getByRole('button', { name: /^Retirer \(Remise/ }).click()
      await thomas.waitForLoadState()
      assert.match(await said(thomas), /L’étape est retirée/)
      await press(thomas, 'Remettre l’étape')
      assert.match(await said(thomas), /La décision est dans la boîte du parent/)
      assert.equal(pathOf(thomas), place)
    })

    it('ties what keeps the paper to an article, which everybody reads', async () => {
      await thomas.getByRole('link', { name: /^Modifier \(Demande/ }).click()
      await choose(thomas, /Où est le papier/, 'Il entre : un formulaire, une lettre, une pièce')
      await fill(thomas, /Articles de loi/, 'la loi')
      await press(thomas, 'Enregistrer l’étape')
      assert.match(await said(thomas), /Écrivez chaque article sur sa ligne, avec son numéro/)
      await fill(thomas, /Articles de loi/, 'RLRQ, c. A-21.1, article 7')
      await press(thomas, 'Enregistrer l’étape')
      assert.match(await said(thomas), /Une loi : A-21.1, a\.\s7/)
      const anybody = await house.visitor({ javaScriptEnabled })
      await anybody.goto('/formalites?q=21.1')
      assert.match(await said(anybody), /A-21.1, a\.\s7.*Régie des familles.*12 000/)
      await anybody.goto('/en/formalities')
      assert.match(await said(anybody), /A-21.1, s\.\s7.*Family Board.*12,000/)
      await anybody.context().close()
    })

    it('is archived and restored', async () => {
      await thomas.goto(place)
      await thomas.getByText('Archiver ce processus').first().click()
      await press(thomas, 'Archiver ce processus')
      assert.match(await said(thomas), /Ce processus est archivé/)
      await press(thomas, 'Le rétablir')
      assert.match(await said(thomas), /Le processus est rétabli/)
    })

    it('declares a quarter on one page, prefilled the next time, and corrected without losing the first', async () => {
      await thomas.goto('/organisation/processus/unites')
      assert.match(await said(thomas), /Prestations/)
      await thomas.goto('/organisation/milieux')
      assert.match(
        await said(thomas),
        /Au prochain trimestre/,
        'the unit was not there at the end of the last one',
      )
      house.setTime('2027-01-04T15:00:00.000Z')
      await thomas.context().addCookies([
        {
          name: 'parvis',
          value: house.platform.access.signIn('agent:thomas-bergeron', house.now())!,
          url: house.address,
        },
      ])
      await thomas.goto('/organisation/milieux')
      await press(thomas, 'Déclarer (Prestations)')
      const numbers = {
        'Combien d’employés': '42',
        'poste de travail mobile': '30',
        'outils de collaboration': '40',
        'signature électronique': '30',
        'dossiers sans papier': '30',
        'agile ou collaborative': '30',
        'les cinq à la fois': '31',
      }
      for (const [label, value] of Object.entries(numbers)) await fill(thomas, new RegExp(label), value)
      await press(thomas, 'Déclarer')
      assert.match(await said(thomas), /30 au plus/)
      await fill(thomas, /les cinq à la fois/, '25')
      await press(thomas, 'Déclarer')
      assert.match(await said(thomas), /La déclaration est enregistrée.*1 sur 1.*59,5 %/)
      assert.equal(await target(7), '25/40')
      await press(thomas, 'Corriger (Prestations)')
      await fill(thomas, /les cinq à la fois/, '20')
      await press(thomas, 'Corriger la déclaration')
      assert.equal(await target(7), '20/40')
      await press(thomas, 'Corriger (Prestations)')
      assert.match(await said(thomas), /2 \(en vigueur\).*Thomas Bergeron/)
      assert.equal(await thomas.locator('tbody tr').count(), 2)
      await thomas.goto('/organisation/milieux')
      await press(thomas, '4e trimestre 2026')
      assert.match(await said(thomas), /À déclarer : 4e trimestre 2026/)
    })
  })
