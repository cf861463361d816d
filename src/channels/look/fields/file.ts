import { html, type Html } from '#html'
import { attributes } from '../attributes.ts'
import { icon } from '../icons.ts'
import { fieldId } from '../messages.ts'
import { words } from '../words.ts'
import { describedBy, single, type Asked, type HeldFile } from './asked.ts'

/** The native input takes a dropped file by itself; the script only draws where, and says what was chosen. */
export const file = (a: Asked): Html => {
  const w = words[a.language]
  const id = fieldId(a.path)
  const most = a.most ?? 1
  const size = w.bytes(a.fileRules.mostBytes)
  const full = a.held.length >= most
  const input = html`<div
    class="drop"
    data-files${attributes({
      'data-most-bytes': a.fileRules.mostBytes,
      'data-too-large': w.fileTooLarge.replace('{size}', size),
      'data-chosen': w.fileChosen,
      'data-units': w.bytes(2_000_000).slice(-2),
    })}
  >
    <p class="drop-words" aria-hidden="true">${icon('upload')}${w.fileDrop}</p>
    <input
      type="file"
      ${attributes({
        id,
        name: a.path,
        accept: a.fileRules.accept,
        multiple: most > 1,
        'aria-describedby': describedBy(a, `${id}-rules`),
        'aria-invalid': a.fault && 'true',
      })}
    />
    <div class="chosen" role="status"></div>
  </div>`
  const rules = html`<p class="hint" ${attributes({ id: `${id}-rules` })}>
    ${w.fileRules(a.fileRules.words, size, most)}
  </p>`
  return single(
    a,
    html`${held(a)}${full && most > 1 ? html`<p class="hint" ${attributes({ id, tabindex: '-1' })}>${w.mostItems(most)}</p>` : html`${rules}${input}`}`,
  )
}

const held = (a: Asked): Html => {
  const w = words[a.language]
  return html`${
    !!a.held.length &&
    html`<ul class="files" ${attributes({ 'aria-label': w.filesHeld })}>
      ${a.held.map(
        (f) =>
          html`<li>
            ${icon('file')}${heldName(f)} <span class="file-size">${w.bytes(f.size)}</span
            ><button
              type="submit"
              name="_do"
              class="button quiet"
              ${attributes({ value: `remove-file:${a.path}:${f.id}` })}
            >
              ${w.remove}<span class="unseen"> ${f.name}</span>
            </button>
          </li>`,
      )}
    </ul>`
  }`
}

const heldName = (f: HeldFile): Html =>
  f.href
    ? html`<a class="file-name" ${attributes({ href: f.href })}>${f.name}</a>`
    : html`<span class="file-name">${f.name}</span>`
