import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { html } from '#html'
import { framedOnce } from './frame.ts'
import { page, type PageProps, wholePage } from './page.ts'

const text = fc.string({ unit: fc.constantFrom('<', '"', '&', '\ue001', '\ue000', 'é', ' ', 'a') })
const address = fc.constantFrom('/', '/demandes', '/en/requests?x=1&y="', '/demandes/\ue002')
const footerLinks = [{ href: '/a-propos', label: 'À propos' }]

const props: fc.Arbitrary<PageProps> = fc.record(
  {
    language: fc.constantFrom('fr' as const, 'en' as const),
    title: text,
    body: text.map((one) => html`<p>${one}</p>`),
    path: address,
    otherPath: address,
    person: text.map((name) => ({ name })),
    section: fc.constantFrom('portal' as const, 'desk' as const),
    current: fc.constantFrom('dossiers', 'inbox'),
    unread: fc.nat(3),
    error: fc.boolean(),
    back: fc.record({ href: address, label: text }, { requiredKeys: ['href'] }),
    breadcrumbs: text.map((label) => [{ label, href: '/' }]),
    demonstration: fc.boolean(),
    description: fc.constantFrom('Une page', 'Une "autre"'),
    footerLinks: fc.constant(footerLinks),
  },
  { requiredKeys: ['language', 'title', 'body', 'path'] },
)

describe('what stands around a page, drawn once', () => {
  it('says what drawing it each time says, whoever comes', () => {
    fc.assert(
      fc.property(props, (p) => assert.equal(String(page(p)), String(wholePage(p)))),
      { numRuns: 2_000 },
    )
  })

  it('is drawn no more for the next person', () => {
    let drawn = 0
    const counted = framedOnce((p: PageProps) => {
      drawn += 1
      return wholePage(p)
    })
    const shown = (name: string, title: string): string =>
      String(
        counted({
          language: 'fr',
          title,
          body: html`<h1>${title}</h1>`,
          path: `/${title}`,
          otherPath: `/en/${title}`,
          person: { name },
          footerLinks,
        }),
      )
    shown('Amélie Tremblay', 'Vos enfants')
    const before = drawn
    const text = shown('Karim <Haddad>', 'Votre logement')
    assert.equal(drawn, before)
    assert.match(text, /Karim &lt;Haddad&gt;/)
    assert.doesNotMatch(text, /Amélie|enfants/)
  })

  it('lets no address pass that a page must not carry', () => {
    const leading = (href: string) => () =>
      page({ language: 'fr', title: 'x', body: html``, path: '/', back: { href } })
    leading('/demandes')()
    for (const href of ['//ailleurs.example', '/\\ailleurs.example', 'javascript:alert(1)'])
      assert.throws(leading(href), /must not carry/, href)
  })
})
