import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { cleanerOf, MOST_CHARACTERS } from './clean.ts'
import { removedFrom } from './removed.ts'

const clean = cleanerOf([
  'Amélie Tremblay',
  'Mei-Lin Roy',
  'Karim Haddad',
  'Jean-Marc Fortin',
  'Lucie Gagnon',
  'Élise Marchand',
])

/** What was typed, and what anybody may read of it. Ugly on purpose: people hide nothing, and spell as they can. */
const TAKEN: Record<string, [typed: string, kept: string][]> = {
  'an address of mail': [
    ['Écrivez-moi à amelie.tremblay@exemple.ca svp', 'Écrivez-moi à [courriel] svp'],
    ['amelie (arobase) exemple (point) ca', '[courriel]'],
    ['amelie arobase exemple point ca', '[courriel]'],
    ['amelie @ exemple . ca', '[courriel]'],
    ['amelie [at] example [dot] com please', '[courriel] please'],
    ['karim dot haddad at example dot com', '[courriel]'],
    ['a\u200bmelie@exem\u200bple.ca', '[courriel]'],
    ['ａｍｅｌｉｅ＠ｅｘｅｍｐｌｅ．ｃａ', '[courriel]'],
    ['MEI.LIN+QC@EXAMPLE.CO.UK!', '[courriel]!'],
    [`${'a'.repeat(64)}@${'b'.repeat(63)}.${'c'.repeat(63)}.ca`, '[courriel]'],
    ['mon pseudo @ameliet88 partout', 'mon pseudo [courriel] partout'],
  ],
  'a telephone number': [
    ['Appelez au 819 555-0142.', 'Appelez au [téléphone].'],
    ['(819) 555-0142', '[téléphone]'],
    ['+1 819.555.0142 le soir', '[téléphone] le soir'],
    ['8195550142', '[téléphone]'],
    ['8 1 9 5 5 5 0 1 4 2', '[téléphone]'],
    ['8-1-9-5-5-5-0-1-4-2', '[téléphone]'],
    ['555-0142', '[téléphone]'],
    ['mon cell: 555 0142', 'mon cell: [téléphone]'],
    ['call me at 1-819-555-0142 ext 4', 'call me at [téléphone] ext 4'],
    ['+33 6 12 34 56 78', '[téléphone]'],
    ['٨١٩ ٥٥٥ ٠١٤٢', '[téléphone]'],
    ['819 555\u00a00142', '[téléphone]'],
  ],
  'an insurance number': [
    ['NAS 046 454 286', 'NAS [NAS]'],
    ['mon nas c’est 046454286', 'mon nas c’est [NAS]'],
    ['0-4-6-4-5-4-2-8-6', '[NAS]'],
    ['my SIN: 046-454-286, thanks', 'my SIN: [NAS], thanks'],
    ['TREA 8854 1717', '[NAM]'],
    ['trea88541717', '[NAM]'],
    ['carte soleil T R E A 8 8 5 4 1 7 1 7', 'carte soleil [NAM]'],
  ],
  'a bank account or another long number': [
    ['00123-815-1234567', '[compte bancaire]'],
    [
      'transit 00123 institution 815 compte 1234567',
      'transit [compte bancaire] institution [compte bancaire] compte [compte bancaire]',
    ],
    ['ma carte 4540 1234 5678 9012', 'ma carte [numéro]'],
    ['permis 123456789012', 'permis [numéro]'],
  ],
  'a postal code and an address': [
    ['J’habite G9A 1A1', 'J’habite [code postal]'],
    ['h3g1a1', '[code postal]'],
    ['G 9 A 1 A 1', '[code postal]'],
    ['au 12, rue des Ormes, app. 4, Trois-Rivières (Québec)', 'au [adresse]'],
    ['12 rue des ormes', '[adresse]'],
    ['1554 boul. De Maisonneuve Ouest', '[adresse]'],
    ['123-A chemin de la Côte-Saint-Louis.', '[adresse].'],
    ['I live at 221 Baker Street, apt 2', 'I live at [adresse]'],
    ['c.p. 1234', '[adresse]'],
    ['appartement 302', '[adresse]'],
  ],
  'a date of birth': [
    ['né le 17 avril 1988', 'né le [date de naissance]'],
    ['Née en 1988 à Laval', 'Née en [date de naissance] à Laval'],
    ['date de naissance : 88-04-17', 'date de naissance : [date de naissance]'],
    ['born on April 17th, 1988', 'born on [date de naissance]'],
    ['DOB 17/04/1988', 'DOB [date de naissance]'],
    ['ma fille est née le 2 mars 2015', 'ma fille est née le [date de naissance]'],
    ['1988-04-17', '[date de naissance]'],
    ['le 1er mai 1942', 'le [date de naissance]'],
  ],
  'the number or the link of a request': [
    ['Ma demande 2JKP-1DXE-B traîne', 'Ma demande [numéro de dossier] traîne'],
    ['https://exemple.ca/demandes/k0123456789abcdefghjkmnpqrstvwxyz', '[lien]'],
    ['/demandes/k0123456789abcdefghjkmnpqrstvwxyz', '/demandes/[numéro de dossier]'],
    ['dossier 019a9b7c-1234-8123-9abc-0123456789ab', 'dossier [numéro de dossier]'],
  ],
  'a name': [
    ['Je m’appelle Amélie Tremblay et je suis perdue', 'Je m’appelle [nom] et je suis perdue'],
    ["je m'appelle zoé untel, merci", "je m'appelle [nom], merci"],
    ['je mappelle Zoé', 'je mappelle [nom]'],
    ['My name is Zoé van der Berg.', 'My name is [nom].'],
    ['mon nom est jean untel mais bon', 'mon nom est [nom] mais bon'],
    ['AMELIE TREMBLAY', '[nom]'],
    ['tremblay, amelie tremblay', 'tremblay, [nom]'],
    ['Tremblay Amélie', '[nom]'],
    ['mei lin roy', '[nom]'],
    ['L’agente Lucie Gagnon a été parfaite', 'L’agente [nom] a été parfaite'],
    ['Mme Gagnon ne rappelle pas', 'Mme [nom] ne rappelle pas'],
    ['M. Untel m’a aidé', 'M. [nom] m’a aidé'],
    ['Ask for Jean Marc Fortin', 'Ask for [nom]'],
    ['Lucie m’a aidée', '[nom] m’a aidée'],
    ['Cordialement, Zoé Untel', 'Cordialement, [nom]'],
    ['I’m Zoé Untel and', 'I’m [nom] and'],
  ],
}

/** What a number, a capital or an article is when it is nobody's. */
const LEFT = [
  'J’ai attendu de 2024 à 2026, puis en 2027.',
  'Le revenu de 2024-2025 n’est pas le bon.',
  'On m’a versé 6 726,70 $ au lieu de 7 000 $.',
  'They paid $1,234,567.89 in 2025.',
  'Le montant de 123 456 789 $ est faux.',
  'L’article 1029.8.61.18 de la loi I-3 n’est pas clair.',
  'A-6.002, a. 69',
  'La question 4 de l’étape 2 sur 5.',
  'La rue des Ormes est pleine de trous.',
  'J’ai attendu 3 heures, 20 minutes et 2 jours.',
  'Le formulaire demande 12 pages, place au suivant.',
  'Le comptoir ferme à 16 h 30.',
  'Reçu le 22 novembre 2026.',
  'Délai du 2026-11-22 au 2026-12-12.',
  'La route 138 est fermée.',
  'Trop de questions, important, tentative, démarche.',
  'I am happy with the service.',
  'Je suis content. Ici tout va bien.',
  'Prénom obligatoire, nom facultatif.',
  'It took 10 minutes on the road to the place.',
  'Look at the page. Thank you.',
  'C’est parfait à 100 %.',
  '50 % des gens abandonnent à la page 3.',
  'Merci beaucoup!',
  'Le bouton « Continuer » ne fait rien sur mon iPhone 15.',
]

describe('cleaning what people write', () => {
  for (const [what, cases] of Object.entries(TAKEN))
    for (const [typed, kept] of cases)
      it(`takes out ${what}: ${typed.slice(0, 60)}`, () => assert.equal(clean(typed), kept))

  for (const typed of LEFT)
    it(`leaves what is nobody’s: ${typed.slice(0, 60)}`, () => assert.equal(clean(typed), typed))

  it('says what a cleaned text lost', () =>
    assert.deepEqual(removedFrom(clean('Mme Gagnon, 819 555-0142')), ['phone', 'name']))

  it('is done once: a cleaned text stays as it is', () => {
    for (const [typed] of Object.values(TAKEN).flat()) assert.equal(clean(clean(typed)), clean(typed))
  })

  it('takes what nobody types, and cuts what is too long to be a comment', () => {
    assert.equal(clean(''), '')
    assert.equal(clean('\u0000\u0007 a\r\nb \ud800'), 'a\nb \ufffd')
    assert.ok(clean('é😀'.repeat(5_000)).length <= MOST_CHARACTERS)
  })

  it('comes to an end on the worst that can be sent', () => {
    const worst = [
      'a.'.repeat(1_000),
      '1 '.repeat(1_000),
      'Ab '.repeat(666),
      '1-'.repeat(1_000),
      '@ '.repeat(1_000),
      '12 rue des '.repeat(180),
      'je m’appelle '.repeat(150),
      ' '.repeat(2_000),
      'a point '.repeat(250),
      'k'.repeat(2_000),
      '٨'.repeat(2_000),
      'k0A-٨a_'.repeat(280),
    ]
    // A pattern that backtracks without end would keep this test from ever ending.
    for (const text of worst) assert.equal(typeof clean(`x${text}x`), 'string')
  })

  it('knows nobody where nobody is known', () =>
    assert.equal(cleanerOf([])('Amélie est venue'), 'Amélie est venue'))
})
