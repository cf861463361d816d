import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { markupFaults } from './markup.ts'
import { listed, plant, readSources, ROOT } from './sources.ts'

const faultsOf = (template: string) =>
  listed(markupFaults(plant({ 'src/channels/portal/page.ts': `const page = html\`${template}\`` })))

describe('html templates', () => {
  it('hold what no tag can protect', () =>
    assert.deepEqual(listed(markupFaults(readSources(ROOT, ['src']))), []))

  const planted: [string, RegExp][] = [
    ['<a href=${address}>', /without quotes/],
    ['<input type="text" value=${typed}>', /without quotes/],
    ['<p>\n<input\n  value = ${typed}>', /page.ts:2 .*without quotes/],
    ['<input ${name}="x">', /name comes from data/],
    ['<input data-${name}="x">', /name comes from data/],
    ['<${name}>Titre', /element’s name/],
    ['<h${level}>Titre</h${level}>', /element’s name/],
    ['<a href="javascript:history.back()">', /javascript: address/],
    ['<form action=" JavaScript:x">', /javascript: address/],
    ['<script>start()</script>', /script inside/],
    ['<style>p { color: red }</style>', /style sheet inside/],
    ['<p style="color: red">', /style attribute/],
    ['<button onclick="go()">', /event attribute/],
    ['<ul>${items.map((i) => html`<li id=${i}>`)}</ul>', /without quotes/],
  ]
  for (const [template, expected] of planted)
    it(`are refused with ${JSON.stringify(template)}`, () => {
      const faults = faultsOf(template)
      assert.equal(faults.length, 1, faults.join('\n') || 'found nothing')
      assert.match(faults[0]!, expected)
    })

  for (const template of [
    '<a href="${address}">${label}</a>',
    '<input value="${typed}" ${none} class="a ${b} c" data-on="1">',
    '<script type="module" src="${path}"></script>',
    '<p>a = ${b}, style = libre, on va = ${c}</p>',
    '<p>1 < 2 = ${d}</p>',
    '<a${attributes({ href })}>${label}</a>',
  ])
    it(`accept ${JSON.stringify(template)}`, () => assert.deepEqual(faultsOf(template), []))
})
