import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { html, type Html } from '#html'
import { openKept } from './template.ts'

describe('a drawing that is kept', () => {
  const counting = (draw: (values: readonly (Html | string)[]) => Html) => {
    const kept = openKept(2)
    let drawn = 0
    const written = (key: string, ...values: (Html | string)[]): string =>
      String(
        kept(key, values, (given) => {
          drawn += 1
          return draw(given)
        }),
      )
    return { written, drawn: () => drawn }
  }

  it('is drawn once for its key, whatever its values, each escaped where it stands', () => {
    const { written, drawn } = counting(([name, body]) => html`<p title="${name}">${body}</p>${name}`)
    assert.equal(written('a', 'Amélie', html`<b>x</b>`), '<p title="Amélie"><b>x</b></p>Amélie')
    const before = drawn()
    assert.equal(
      written('a', '"><i>', 'R&D'),
      '<p title="&quot;&gt;&lt;i&gt;">R&amp;D</p>&quot;&gt;&lt;i&gt;',
    )
    assert.equal(drawn(), before)
  })

  it('is drawn each time once there are as many as may be kept', () => {
    const { written, drawn } = counting(([name]) => html`<p>${name}</p>`)
    for (const key of ['a', 'b', 'c']) written(key, 'x')
    const before = drawn()
    written('c', 'y')
    assert.equal(drawn(), before + 1)
  })

  it('is drawn each time when it writes a value in another form', () => {
    const { written } = counting(([name]) => html`<p>${String(name).toUpperCase()}</p>`)
    assert.equal(written('a', 'amélie'), '<p>AMÉLIE</p>')
    assert.equal(written('a', 'karim'), '<p>KARIM</p>')
  })
})
