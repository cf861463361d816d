import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { html } from '#html'
import { gallery } from './gallery/samples.ts'
import { errorSummary, page, type PageProps } from './index.ts'

const written = (more: Partial<PageProps> = {}) =>
  page({
    language: 'fr',
    title: 'Mes demandes',
    path: '/demandes',
    body: html`<h1>Mes demandes</h1>`,
    ...more,
  }).toString()

describe('a page', () => {
  it('says its language and leads to the same page in the other one', () => {
    const text = written({ otherPath: '/en/requests' })
    assert.match(text, /<html lang="fr-CA">/)
    assert.match(
      text,
      /<a class="quiet-link language" href="\/en\/requests" lang="en-CA" hreflang="en-CA">English<\/a>/,
    )
    assert.match(text, /<link rel="alternate" hreflang="en-CA" href="\/en\/requests">/)
  })

  it('proposes no other language where there is none', () => assert.doesNotMatch(written(), /hreflang/))

  it('begins its title by saying that something is to be corrected', () => {
    assert.match(written({ error: true }), /<title>Erreur\u00a0: Mes demandes - Parvis<\/title>/)
    assert.match(written({ error: true, language: 'en' }), /<title>Error: Mes demandes - Parvis<\/title>/)
    assert.match(written(), /<title>Mes demandes - Parvis<\/title>/)
  })

  it('says what was kept of a form to correct, and that a file was not', () => {
    const faults = { file: 'Il manque une colonne.' }
    assert.match(
      String(errorSummary({ language: 'fr', faults })),
      /<p>Ce que vous avez entré est conservé\.</,
    )
    assert.match(
      String(errorSummary({ language: 'fr', faults, fileLost: true })),
      /est conservé, sauf le fichier\s: choisissez-le de nouveau\./,
    )
  })

  it('says that it is a demonstration only when it is one', () => {
    assert.match(
      written({ demonstration: true }),
      /Les personnes, les organismes et les données sont inventés\./,
    )
    assert.doesNotMatch(written(), /inventés/)
  })

  it('signs out by a form, never by a link that a browser could follow by itself', () => {
    const text = written({ person: { name: 'Amélie <Tremblay>' } })
    assert.match(text, /<form method="post" action="\/deconnexion">/)
    assert.match(text, /Amélie &lt;Tremblay&gt;/)
    assert.doesNotMatch(text, /href="\/deconnexion"/)
  })

  it('says how many messages are unread in words too', () => {
    assert.match(written({ unread: 1 }), /1 message non lu/)
    assert.doesNotMatch(written({ unread: 0 }), /non lu/)
  })

  it('carries no style and no script of its own, in any page of the gallery (content security policy)', () => {
    for (const [name, render] of gallery) {
      const text = render().toString()
      assert.doesNotMatch(text, /<style|\sstyle=|\son[a-z]+=|<script(?! type="module" src=")/, name)
      assert.doesNotMatch(text, /undefined|\[object|NaN/, name)
    }
  })
})
