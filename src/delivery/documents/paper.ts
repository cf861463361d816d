import { createRequire } from 'node:module'
import Pdfkit from 'pdfkit'
import type { Language } from '#kernel'
import { escapeMetadata } from './metadata.ts'

/** A paper: what is on it, in reading order. Plain blocks, so that the same words make a page and a paper. */
export type Paper = {
  language: Language
  title: string
  /** Who writes: the lines of its letterhead. */
  from: readonly string[]
  /** Pairs at the top: a number, a date. */
  reference: readonly (readonly [string, string])[]
  blocks: readonly Block[]
  /** At the foot of the last page: how to verify it. */
  foot: string
  /** The instant it was made, so that the same paper has the same bytes. */
  at: Date
}

export type Block =
  | { heading: string }
  | { text: string }
  | { pairs: readonly (readonly [string, string])[] }
  | { stamp: string }

const resolve = createRequire(import.meta.url).resolve
const FONTS = {
  text: resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
  strong: resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
}
const INK = '#1d1b16'
const SOFT = '#57534a'

/**
 * A tagged PDF on letter paper (PDF/UA structure: title, language, headings and paragraphs in reading order), its fonts
 * embedded, so that a screen reader and a printer both make sense of it.
 */
export const paperToPdf = (paper: Paper): Promise<Buffer> => {
  const doc = new Pdfkit({
    size: 'LETTER',
    margins: { top: 72, bottom: 72, left: 72, right: 72 },
    pdfVersion: '1.7',
    // The types know the PDF/A subsets only.
    subset: 'PDF/UA' as never,
    tagged: true,
    displayTitle: true,
    lang: paper.language === 'fr' ? 'fr-CA' : 'en-CA',
    info: { Title: paper.title, Author: paper.from[0] ?? '', CreationDate: paper.at, ModDate: paper.at },
  })
  escapeMetadata(doc)
  const done = collect(doc)
  doc.registerFont('text', FONTS.text).registerFont('strong', FONTS.strong)
  const root = doc.struct('Document')
  doc.addStructure(root)
  const add = (tag: string, write: () => void) => root.add(doc.struct(tag, {}, write))
  head(doc, add, paper)
  add('H1', () => line(doc, paper.title, 'strong', 18, 24))
  for (const block of paper.blocks) addBlock(doc, add, block)
  add('P', () => line(doc.moveDown(2), paper.foot, 'text', 8.5, 0, SOFT))
  root.end()
  doc.end()
  return done
}

type Pdf = InstanceType<typeof Pdfkit>

type Add = (tag: string, write: () => void) => void

const head = (doc: Pdf, add: Add, { from, reference, language }: Paper): void => {
  for (const [at, one] of from.entries())
    add('P', () =>
      line(doc, one, at === 0 ? 'strong' : 'text', at === 0 ? 11 : 9.5, 0, at === 0 ? INK : SOFT),
    )
  doc.moveDown(1)
  for (const [label, value] of reference)
    add('P', () => line(doc, `${label}${language === 'fr' ? '\u00a0' : ''}: ${value}`, 'text', 9.5, 0, SOFT))
  doc.moveDown(2)
}

const addBlock = (doc: Pdf, add: Add, block: Block): void => {
  if ('heading' in block) return add('H2', () => line(doc.moveDown(0.6), block.heading, 'strong', 12, 6))
  if ('text' in block) return add('P', () => line(doc, block.text, 'text', 10.5, 8))
  if ('stamp' in block)
    return add('P', () => line(doc.moveDown(1), block.stamp, 'strong', 10.5, 8, '#8a3b00'))
  for (const [label, value] of block.pairs)
    for (const [text, font, size, after] of [
      [label, 'text', 9.5, 0],
      [value, 'strong', 12, 8],
    ] as const)
      add('P', () => line(doc, text, font, size, after, font === 'text' ? SOFT : INK))
}

const line = (
  doc: Pdf,
  text: string,
  font: 'text' | 'strong',
  size: number,
  after: number,
  color = INK,
): void => {
  doc.font(font).fontSize(size).fillColor(color).text(text, { lineGap: 3 })
  doc.y += after
}

const collect = (doc: Pdf): Promise<Buffer> =>
  new Promise((resolveAll, reject) => {
    const chunks: Buffer[] = []
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolveAll(Buffer.concat(chunks)))
    doc.on('error', reject)
  })
