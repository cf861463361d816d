import { type FileValue, filesOf } from '#catalogue'
import type { Dossier, Remainder } from '#dossiers'
import { html, type Html } from '#html'
import { formatFileSize } from '#kernel'
import { section, summaryList } from '#look'
import { screenOf } from './words.ts'

/** A file of the dossier, and the need that it answers. */
export type Evidence = FileValue & { need: string }

/** Every file among the values in force: what a page may link to, and all that may be sent. */
export const evidenceOf = ({ inForce }: Remainder): Evidence[] =>
  inForce.flatMap(({ need, value }) =>
    [...filesOf(need, value).values()].flat().map((file) => ({ ...file, need: need.id })),
  )

/** What a browser draws by itself, without running anything. */
export const VIEWABLE: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp'])

const TYPES: Record<string, string> = {
  'application/pdf': 'PDF',
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
  'image/webp': 'WebP',
  'image/heic': 'HEIC',
  'image/heif': 'HEIF',
}

export const evidenceSection = (dossier: Dossier, evidence: readonly Evidence[]): Html => {
  const said = dossier.pinned.definition.words.fr.needs
  const needs = [...new Set(evidence.map(({ need }) => need))]
  return html`${
    evidence.length > 0 &&
    section({
      title: 'Les pièces',
      id: 'pieces',
      body: summaryList({
        language: 'fr',
        dense: true,
        rows: needs.map((id) => ({
          label: said[id]?.short ?? said[id]?.label ?? id,
          value: evidence.filter(({ need }) => need === id).map((file) => links(dossier, file)),
        })),
      }),
    })
  }`
}

const links = (dossier: Dossier, { name, type, size, digest }: Evidence): Html => {
  const address = `${screenOf(dossier.id)}/fichiers/${digest}`
  const facts = `${TYPES[type] ?? type}, ${formatFileSize(size, 'fr')}`
  return html`<span class="piece"
    ><a href="${address}">${name}</a> <span class="source">${facts}</span>${
      VIEWABLE.has(type) &&
      html` <a class="minor" href="${`${address}?telecharger`}">Télécharger<span class="unseen"> ${name}</span></a>`
    }</span>`
}
