import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { attributes } from './attributes.ts'

describe('writing attributes', () => {
  it('quotes and escapes what a person typed', () => {
    const written = attributes({ value: `"><script>alert('é')</script>` }).toString()
    assert.equal(written, ' value="&quot;&gt;&lt;script&gt;alert(&#39;é&#39;)&lt;/script&gt;"')
  })

  it('writes a bare name for true, an empty value for an empty text, nothing for what is absent', () => {
    const written = attributes({
      checked: true,
      value: '',
      id: undefined,
      class: null,
      hidden: false,
      rows: 0,
    })
    assert.equal(written.toString(), ' checked value="" rows="0"')
  })

  for (const address of [
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    '//elsewhere.example',
    '/\\elsewhere.example',
    'http://elsewhere.example',
    'demandes/1',
    '',
  ])
    it(`refuses to link to ${JSON.stringify(address)}`, () => {
      assert.throws(() => attributes({ href: address }), /must not carry/)
      assert.throws(() => attributes({ formaction: address }), /must not carry/)
    })

  for (const address of [
    '/',
    '/en',
    '/demandes/7K4M?vue=1#haut',
    '#content',
    '?page=2',
    'https://exemple.ca',
    'mailto:a@exemple.ca',
    'tel:+15143333333',
  ])
    it(`links to ${address}`, () =>
      assert.equal(attributes({ href: address }).toString(), ` href="${address}"`))

  it('names what a drawing has: x1, y2', () =>
    assert.equal(attributes({ x1: '75%', y2: 18 }).toString(), ' x1="75%" y2="18"'))

  it('refuses a name that comes from elsewhere', () => {
    assert.throws(() => attributes({ 'x onclick=alert(1) y': 'v' }), /not the name/)
  })
})
