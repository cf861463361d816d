import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openReport, type Paper, paperToPdf } from './index.ts'

const certificate: Paper = {
  language: 'fr',
  title: 'Certificat de naissance',
  from: ['Directeur des actes', '1, rue des Registres', 'Ville-des-Ormes (Québec)  G9A 0X1'],
  reference: [['Numéro', '7K4M-2QXD-9']],
  blocks: [
    { heading: 'Ce que le registre porte' },
    { text: 'Le directeur atteste ce qui suit.' },
    {
      pairs: [
        ['Nom', 'Nguyễn Thị Đào'],
        ['Date de naissance', '2 mars 2015'],
      ],
    },
    { stamp: 'SPÉCIMEN' },
  ],
  foot: 'Pour vérifier : la page « Vérifier un document ».',
  at: new Date('2026-11-22T15:00:00Z'),
}

describe('a paper', () => {
  it('is a tagged PDF in its language, with its title and its fonts in it', async () => {
    const pdf = (await paperToPdf(certificate)).toString('latin1')
    assert.ok(pdf.startsWith('%PDF-1.7'))
    for (const part of [
      '/StructTreeRoot',
      '/MarkInfo',
      '/Lang (fr-CA)',
      '/DisplayDocTitle true',
      '/FontFile2',
      'pdfuaid',
    ])
      assert.ok(pdf.includes(part), part)
    for (const tag of ['/H1', '/H2', '/P']) assert.ok(pdf.includes(`/S ${tag}`), tag)
  })

  it('says what it is in XML that can be read, whatever its title', async () => {
    const title = 'Recherche & développement <2027>'
    const report = openReport({ title, author: 'R & D', at: certificate.at, pageOf: String })
    for (const pdf of [await paperToPdf({ ...certificate, title, from: ['R & D'] }), await report.end()]) {
      const written = pdf.toString('utf8')
      assert.match(
        written,
        /<rdf:li xml:lang="x-default">Recherche &amp; développement &lt;2027&gt;<\/rdf:li>/,
      )
      assert.match(written, /<rdf:li>R &amp; D<\/rdf:li>/)
      // The title that a reader shows is as it was typed.
      assert.ok(pdf.includes(Buffer.from(`\ufeff${title}`, 'utf16le').swap16()))
    }
  })

  it('has the same bytes each time it is made', async () => {
    assert.deepEqual(await paperToPdf(certificate), await paperToPdf(certificate))
  })

  it('goes on to another page when it is long', async () => {
    const blocks = Array.from({ length: 120 }, (_, at) => ({ text: `Ligne ${at}` }))
    const pdf = (await paperToPdf({ ...certificate, blocks })).toString('latin1')
    assert.ok(Number(/\/Count (\d+)/.exec(pdf)?.[1]) > 1)
  })
})
