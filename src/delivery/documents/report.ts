import { createRequire } from 'node:module'
import Pdfkit from 'pdfkit'
import type { Language } from '#kernel'
import { escapeMetadata } from './metadata.ts'

type Pdf = InstanceType<typeof Pdfkit>
type Structure = ReturnType<Pdf['struct']>

export const INK = '#1d1b16'
export const SOFT = '#57534a'
export const ACCENT = '#14457c'
export const LINE = '#c9c3b6'
const STRIPE = '#f4f1ea'
const STAMP = '#8a3b00'

const resolve = createRequire(import.meta.url).resolve
/**
 * Fonts go by their own names, and are opened by their paths first: a table comes back to the path after each cell, and would
 * otherwise read the whole font again each time (ten times the rest of its work).
 */
export const TEXT = 'DejaVuSans'
export const STRONG = 'DejaVuSans-Bold'
const FONTS = [TEXT, STRONG].map((name) => ({ name, path: resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`) }))

export type ReportInfo = {
  title: string
  author: string
  /** The instant it was made, so that the same report has the same bytes. */
  at: Date
  language?: Language
  pageOf(n: number, of: number): string
}

export type TableShape = {
  head: readonly string[]
  rows: readonly (readonly string[])[]
  /** Columns of numbers, from 0. */
  numeric?: readonly number[]
  /** Widths in points; what is left is shared by those that are 0. */
  widths?: readonly number[]
  size?: number
}

/** Draws in a box whose top left corner is (0, 0). */
export type Drawing = (doc: Pdf, box: { width: number; height: number }) => void

export type ReportDocument = {
  /** `above`: what stands under it and has to be on its page, in points. */
  heading(level: 1 | 2 | 3, text: string, above?: number): void
  /** `language`: of a text that is not in the document's own, so that it is read aloud as it should. */
  text(text: string, how?: { soft?: boolean; strong?: boolean; size?: number; language?: Language }): void
  stamp(text: string): void
  table(shape: TableShape): void
  figure(words: string, height: number, draw: Drawing): void
  newPage(): void
  /** So much has to fit, or it begins on the next page. */
  keep(height: number): void
  end(): Promise<Buffer>
}

const LOCALES: Record<Language, string> = { fr: 'fr-CA', en: 'en-CA' }
const MARGIN = 64
const SIZES = { 1: 22, 2: 15, 3: 11.5 } as const

/**
 * A tagged document (PDF/UA structure) of headings, paragraphs, tables and drawings, in reading order, on letter paper. A
 * long report has what a letter has not (tables with heads, drawings with their words, page numbers): hence its own, beside
 * `paper.ts`.
 */
export const openReport = ({ title, author, at, language = 'fr', pageOf }: ReportInfo): ReportDocument => {
  const doc = new Pdfkit({
    size: 'LETTER',
    margin: MARGIN,
    pdfVersion: '1.7',
    // The types know the PDF/A subsets only.
    subset: 'PDF/UA' as never,
    tagged: true,
    displayTitle: true,
    bufferPages: true,
    lang: LOCALES[language],
    info: { Title: title, Author: author, CreationDate: at, ModDate: at },
  })
  escapeMetadata(doc)
  const done = collected(doc)
  for (const { name, path } of FONTS) doc.registerFont(name, path).font(path)
  const root = doc.struct('Document')
  doc.addStructure(root)
  const room = () => doc.page.height - MARGIN - doc.y
  const write = (
    tag: string,
    text: string,
    font: typeof TEXT | typeof STRONG,
    size: number,
    color: string,
    of?: Language,
  ) =>
    void root.add(
      doc.struct(tag, of ? { lang: LOCALES[of] } : {}, () => {
        doc.font(font).fontSize(size).fillColor(color).text(text, MARGIN, doc.y, { lineGap: 3 })
      }),
    )
  const keep = (height: number) => void (room() < height && doc.addPage())
  return {
    keep,
    newPage: () => void doc.addPage(),
    heading(level, text, above = 60) {
      keep(above + (level === 3 ? 30 : 80))
      if (doc.y > MARGIN) doc.y += level === 3 ? 10 : 18
      write(`H${level}`, text, STRONG, SIZES[level], INK)
      doc.y += 6
    },
    text(text, { soft = false, strong = false, size = 10, language: of } = {}) {
      write('P', text, strong ? STRONG : TEXT, size, soft ? SOFT : INK, of)
      doc.y += 6
    },
    stamp(text) {
      write('P', text, STRONG, 13, STAMP)
      doc.y += 6
    },
    table: (shape) => drawTable(doc, root, shape),
    figure(words, height, draw) {
      keep(height + 12)
      const { y, page } = doc
      const width = page.width - 2 * MARGIN
      const bbox: [number, number, number, number] = [MARGIN, y, MARGIN + width, y + height]
      root.add(
        doc.struct('Figure', { alt: words, bbox } as object, () => {
          doc.save().translate(MARGIN, y)
          draw(doc, { width, height })
          doc.restore()
        }),
      )
      doc.x = MARGIN
      doc.y = y + height + 10
    },
    end() {
      root.end()
      number(doc, pageOf)
      doc.end()
      return done
    },
  }
}

const drawTable = (doc: Pdf, root: Structure, { head, rows, numeric = [], widths, size = 9 }: TableShape) => {
  const align = (column: number) => ({
    x: numeric.includes(column) ? ('right' as const) : ('left' as const),
    y: 'top' as const,
  })
  // Borders of some sides only are told of wrongly in the structure: rows are told apart by their ground.
  const cell = { border: 0, padding: [4, 6, 4, 4], textColor: INK } as const
  const ground = (row: number) => (row % 2 === 0 ? { backgroundColor: STRIPE } : {})
  doc.font(TEXT).fontSize(size).fillColor(INK)
  doc.table({
    structParent: root,
    position: { x: MARGIN, y: doc.y },
    maxWidth: doc.page.width - 2 * MARGIN,
    ...(widths && { columnStyles: widths.map((width) => (width > 0 ? width : '*')) }),
    data: [
      head.map((text, column) => ({
        ...cell,
        text,
        type: 'TH' as const,
        scope: 'Column' as const,
        align: align(column),
        font: { src: STRONG, size },
      })),
      ...rows.map((row, at) =>
        row.map((text, column) => ({
          ...cell,
          ...ground(at),
          text,
          align: align(column),
          ...(column === 0 && { type: 'TH' as const, scope: 'Row' as const }),
        })),
      ),
    ],
  } as unknown as Parameters<Pdf['table']>[0])
  doc.x = MARGIN
  doc.y += 10
}

/** At the foot of each page, for print: what is read aloud has no need of it. */
const number = (doc: Pdf, pageOf: (n: number, of: number) => string): void => {
  const { start, count } = doc.bufferedPageRange()
  for (let at = 0; at < count; at++) {
    doc.switchToPage(start + at)
    const { height, width } = doc.page
    doc.markContent('Artifact', { type: 'Pagination' })
    doc.page.margins.bottom = 0
    doc.font(TEXT).fontSize(8).fillColor(SOFT)
    doc.text(pageOf(at + 1, count), MARGIN, height - 40, {
      width: width - 2 * MARGIN,
      align: 'right',
      lineBreak: false,
    })
    doc.endMarkedContent()
  }
}

const collected = (doc: Pdf): Promise<Buffer> =>
  new Promise((resolveAll, reject) => {
    const chunks: Buffer[] = []
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolveAll(Buffer.concat(chunks)))
    doc.on('error', reject)
  })
