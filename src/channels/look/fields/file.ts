import { html, type Html } from '#html'
import { formatFileSize } from '#kernel'
import { attributes } from '../attributes.ts'
import { button } from '../buttons.ts'
import { icon } from '../icons.ts'
import { fieldId } from '../messages.ts'
import { words } from '../words.ts'
import { describedBy, single, type Asked, type HeldFile } from './asked.ts'

/** How many files a need takes when its definition does not say (kinds/file). */
const MOST_FILES = 10

/** The native input takes a dropped file by itself; the script only draws where, and says what was chosen. */
export const file = (a: Asked): Html => {
  const id = fieldId(a.path)
  const most = a.most ?? MOST_FILES
  if (most > 1 && a.held.length >= most) {
    const reached = words[a.language].mostItems(most)
    return single(a, html`${held(a)}<p class="hint"${attributes({ id, tabindex: '-1' })}>${reached}</p>`)
  }
  const said = words[a.language].fileRules(
    a.fileRules.words,
    formatFileSize(a.fileRules.mostBytes, a.language),
    most,
  )
  const rules = html`<p class="hint"${attributes({ id: `${id}-rules` })}>${said}</p>`
  return single(a, html`${held(a)}${rules}${dropZone(a, id, most)}`)
}

const dropZone = (a: Asked, id: string, most: number): Html => {
  const w = words[a.language]
  const zone = attributes({
    'data-most-bytes': a.fileRules.mostBytes,
    'data-too-large': w.fileTooLarge.replace('{size}', formatFileSize(a.fileRules.mostBytes, a.language)),
    'data-chosen': w.fileChosen,
    'data-units': w.units,
  })
  const input = attributes({
    id,
    name: a.path,
    accept: a.fileRules.accept,
    multiple: most > 1,
    'aria-describedby': describedBy(a, `${id}-rules`),
    'aria-invalid': a.fault && 'true',
  })
  return html`<div class="drop" data-files${zone}>
<p class="drop-words" aria-hidden="true">${icon('upload')}${w.fileDrop}</p>
<input type="file"${input}>
<div class="chosen" role="status"></div></div>`
}

const held = (a: Asked): Html | undefined =>
  a.held.length
    ? html`<p class="unseen">${words[a.language].filesHeld}</p><ul class="files">${a.held.map((f) => heldFile(a, f))}</ul>`
    : undefined

const heldFile = (a: Asked, f: HeldFile): Html => {
  const remove = button({
    label: words[a.language].remove,
    about: f.name,
    act: `remove-file:${a.path}:${f.id}`,
    weight: 'quiet',
  })
  return html`<li>${icon('file')}${heldName(f)}<span class="file-size">${formatFileSize(f.size, a.language)}</span>${remove}</li>`
}

const heldName = (f: HeldFile): Html =>
  f.href
    ? html`<a class="file-name"${attributes({ href: f.href })}>${f.name}</a>`
    : html`<span class="file-name">${f.name}</span>`
