import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { html, none, raw } from './html.ts'

const unescaped = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')

describe('a page', () => {
  it('escapes whatever is written in it, in text and in attributes', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', 'a', ';', '#', 'é', ' ') }),
        (typed) => {
          const page = `${html`<p title="${typed}">${typed}</p>`}`
          const [, title, text] = /^<p title="([^"<>]*)">([^<>]*)<\/p>$/.exec(page) ?? []
          assert.equal(unescaped(title!), typed)
          assert.equal(unescaped(text!), typed)
          assert.ok(!title!.includes("'"))
        },
      ),
    )
  })

  it('takes pieces of pages and lists of them as they are, escaped once', () => {
    const names = ['<i>', 'R&D'].map((name) => html`<b>${name}</b>`)
    assert.equal(`${html`<p>${names}</p>`}`, '<p><b>&lt;i&gt;</b><b>R&amp;D</b></p>')
    assert.equal(`${html`<p>${['<', [html`<b>x</b>`, ['>']]]}</p>`}`, '<p>&lt;<b>x</b>&gt;</p>')
  })

  it('writes nothing for what is not there, and numbers as they are', () => {
    assert.equal(`${html`<p>${null}${undefined}${false}${true}${none}${''}</p>`}`, '<p></p>')
    assert.equal(`${html`<p>${0}, ${1.5}</p>`}`, '<p>0, 1.5</p>')
  })

  it('writes constants of our own untouched', () =>
    assert.equal(`${html`${raw('<svg></svg>')}`}`, '<svg></svg>'))
})
