import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { figuresOf } from '../barometer/figures-of.ts'
import { awaitSaid, choose, fill, heading, pathOf, press, said, titleOf } from './gestures.ts'
import { type House, openHouse } from './house.ts'

const TREES = 'essence;diametre_cm;plante_le\nÉrable argenté;42,5;2011-05-14\nOrme;8;2021-06-30\n'
const csvFile = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })

for (const javaScriptEnabled of [false, true])
  describe(`opening data, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    let house: House
    let sofia: Page
    before(async () => {
      house = await openHouse()
      sofia = await house.visitor({ javaScriptEnabled, as: 'agent:sofia-marchetti' })
    })
    after(() => house.close())

    const target10 = async () => {
      await figuresOf(house)
      const { figure } = (await house.platform.barometer.view(10, 'ville-des-ormes'))!
      return `${figure.state} ${figure.numerator}/${figure.denominator}`
    }

    const describeTrees = async (title: string) => {
      await fill(sofia, /^Titre$/, title)
      await fill(sofia, /^Description$/, 'Chaque arbre que la Ville entretient.')
      await sofia.getByLabel('Thème', { exact: true }).selectOption({ label: 'Environnement' })
      await sofia.getByLabel('Mise à jour', { exact: true }).selectOption({ label: 'Tous les ans' })
      await fill(sofia, /^À qui poser une question$/, 'Parcs et espaces verts')
      await fill(sofia, 'Courriel de cette équipe', 'parcs@ville-des-ormes.example')
      for (const [question, answer] of [
        [/thème reconnu de forte valeur/, /^3 – /],
        [/demandé ces données/, /^1 – /],
        [/l’argent, les décisions/, /^1 – /],
        [/Qui s’en servirait/, /^2 – /],
        [/trouver ces données ailleurs/, /^1 – /],
      ] as const)
        await sofia.getByRole('group', { name: question }).getByLabel(answer).check()
      await fill(sofia, /^Pourquoi ces réponses$/, 'Des applications le demandent.')
    }

    it('begins with an empty inventory, and a form that says everything that is missing', async () => {
      await sofia.goto('/organisation/donnees')
      assert.equal(await heading(sofia), 'Inventaire des données')
      assert.match(await said(sofia), /L’inventaire est vide/)
      await press(sofia, 'Ajouter un jeu de données')
      await press(sofia, 'Ajouter à l’inventaire')
      assert.match(await titleOf(sofia), /^Erreur : /)
      assert.match(await said(sofia), /12 points à corriger/)
    })

    it('enters a dataset: its potential is scored, and target 10 counts it as held', async () => {
      await describeTrees('Arbres publics')
      await press(sofia, 'Ajouter à l’inventaire')
      assert.equal(await heading(sofia), 'Arbres publics')
      assert.match(
        await said(sofia),
        /Le jeu de données est à l’inventaire.*8 points sur 15 : haut potentiel \(seuil de 8\)/,
      )
    })

    it('notices the same title, and takes the word of whoever says that it is another one', async () => {
      await sofia.goto('/organisation/donnees/nouveau')
      await describeTrees('arbres PUBLICS')
      await press(sofia, 'Ajouter à l’inventaire')
      assert.match(await said(sofia), /a déjà un jeu de données de ce titre/)
      await sofia.getByLabel('C’est bien un autre jeu de données').check()
      await press(sofia, 'Ajouter à l’inventaire')
      assert.equal(pathOf(sofia), '/organisation/donnees/jeux/arbres-publics-2')
    })

    it('shows what a file holds before it is published, and says where one cannot be read', async () => {
      await sofia.goto('/organisation/donnees/jeux/arbres-publics')
      await press(sofia, 'Publier un fichier')
      await fill(sofia, /^Titre de cet accès$/, 'Un arbre par ligne <script>alert(1)</script>')
      await sofia.getByLabel('Fichier', { exact: true }).setInputFiles(csvFile('arbres.csv', 'a;b\n1\n'))
      await press(sofia, 'Envoyer et regarder')
      assert.match(await said(sofia), /La ligne 2 a 1 valeurs et il y a 2 colonnes/)
      await sofia.getByLabel('Fichier', { exact: true }).setInputFiles(csvFile('arbres.csv', TREES))
      await press(sofia, 'Envoyer et regarder')
      assert.match(await said(sofia), /2 lignes, 3 colonnes.*Érable argenté.*Nombre.*Date/)
      await press(sofia, 'Publier ce fichier')
      assert.match(await said(sofia), /C’est publié/)
    })

    it('is looked at within the minute, and counts: one of two is not the majority', async () => {
      await awaitSaid(sofia, /Tout est en ordre.*Se télécharge.*Oui/)
      await sofia.goto('/organisation/donnees')
      assert.match(await said(sofia), /exactement la moitié ne suffit pas/)
    })

    it('warns of columns that look personal, and publishes them only once somebody looked', async () => {
      await sofia.goto('/organisation/donnees/jeux/arbres-publics-2/fichier')
      await fill(sofia, /^Titre de cet accès$/, 'Parrains')
      const godparents = csvFile('parrains.csv', 'arbre,courriel\n12,a@exemple.ca\n')
      await sofia.getByLabel('Fichier', { exact: true }).setInputFiles(godparents)
      await press(sofia, 'Envoyer et regarder')
      assert.match(await said(sofia), /« courriel » : son nom annonce des adresses de courriel/)
      await press(sofia, 'Publier ce fichier')
      assert.match(await said(sofia), /cochez la case/)
      await sofia.getByLabel(/J’ai regardé/).check()
      await press(sofia, 'Publier ce fichier')
      assert.match(await said(sofia), /C’est publié/)
      await awaitSaid(sofia, /Tout est en ordre/)
      await sofia.goto('/organisation/donnees')
      assert.match(await said(sofia), /la majorité est diffusée/)
      assert.equal(await target10(), 'value 1/1')
    })

    it('visits an address before it publishes it, and never one of our own network', async () => {
      await sofia.goto('/organisation/donnees/jeux/arbres-publics/lien')
      await fill(sofia, /^Titre de cet accès$/, 'Ailleurs')
      for (const [url, says] of [
        ['http://169.254.169.254/latest/meta-data.csv', /mène à un réseau interne/],
        ['http://[::ffff:127.0.0.1]/a.csv', /mène à un réseau interne/],
        ['file:///etc/passwd.csv', /Seules les adresses en http/],
        ['https://moi:secret@exemple.ca/a.csv', /contient un compte/],
        ['https://exemple.ca/page', /Le format n’est pas de ceux/],
      ] as const) {
        await fill(sofia, 'Adresse du fichier', url)
        await press(sofia, 'Visiter et publier')
        assert.match(await said(sofia), says, url)
      }
    })

    it('notes what hinders a publication, who removes it and by when', async () => {
      await sofia.goto('/organisation/donnees/jeux/arbres-publics')
      await sofia.getByText('Noter un obstacle').first().click()
      await fill(sofia, 'Ce qui empêche de publier', 'Le système ne sait pas exporter.')
      await fill(sofia, 'Qui le lève', 'Informatique')
      await fill(sofia, 'Année', '2027')
      await fill(sofia, 'Mois', '3')
      await fill(sofia, 'Jour', '1')
      await sofia.getByRole('button', { name: 'Noter un obstacle' }).click()
      await awaitSaid(sofia, /Le système ne sait pas exporter.*1er mars 2027/)
      await press(sofia, /^Dire que c’est levé/)
      assert.match(await said(sofia), /L’obstacle est levé/)
    })

    it('withdraws with a reason that stays', async () => {
      await sofia.goto('/organisation/donnees/jeux/arbres-publics-2')
      await press(sofia, 'Retirer ce jeu')
      await press(sofia, 'Retirer ce jeu')
      assert.match(await said(sofia), /Dites pourquoi/)
      await choose(sofia, 'Raison', 'On peut y reconnaître quelqu’un')
      await fill(sofia, 'En quelques mots', 'Des courriels y étaient.')
      await press(sofia, 'Retirer ce jeu')
      assert.match(await said(sofia), /Ce jeu est retiré.*Des courriels y étaient/)
    })

    it('gives the inventory as a table, and tells target 10 what was lived', async () => {
      const file = await sofia.request.get('/organisation/donnees/inventaire.csv')
      assert.match(await file.text(), /arbres-publics-2,arbres PUBLICS,Retiré/)
      // Withdrawn, it is still held: one of two is released.
      assert.equal(await target10(), 'value 0/1')
    })

    it('is read by colleagues and changed by those who keep data; another organisation learns nothing', async () => {
      const jeanMarc = await house.visitor({ javaScriptEnabled, as: 'agent:jean-marc-fortin' })
      await jeanMarc.goto('/organisation/donnees/jeux/arbres-publics')
      assert.equal(await heading(jeanMarc), 'Arbres publics')
      assert.equal(await jeanMarc.getByRole('link', { name: 'Publier un fichier' }).count(), 0)
      const thomas = await house.visitor({ javaScriptEnabled, as: 'agent:thomas-bergeron' })
      const answered = await thomas.goto('/organisation/donnees/jeux/arbres-publics')
      assert.equal(answered!.status(), 404)
    })
  })
