import { ACCENT, type Drawing, INK, LINE, SOFT, TEXT } from '#documents'
import type { State } from '#plans'

type Row = { title: string; state: State; start: string; end: string }

/** In points. */
export const ROADMAP_ROW = 22
const BAR = 8
const YEARS = 1

const utc = (day: string): number => Date.parse(`${day}T00:00:00Z`)

/** Bars over years on paper, in black and one colour: the state is written beside each, never a colour alone. */
export const drawRoadmap =
  (
    rows: readonly Row[],
    all: readonly Pick<Row, 'start' | 'end'>[],
    { today, said }: { today: string; said: { today: string } },
  ): Drawing =>
  (doc, { width }) => {
    const years = all.flatMap(({ start, end }) => [
      Number(start.slice(0, 4)),
      Number(end.slice(0, 4)) + YEARS,
    ])
    const [first, last] = [Math.min(...years), Math.max(...years)]
    const [from, to] = [utc(`${first}-01-01`), utc(`${last}-01-01`)]
    const x = (time: number) => ((time - from) / (to - from)) * width
    const bottom = (rows.length + 1) * ROADMAP_ROW
    doc.font(TEXT).fontSize(8)
    for (let year = first; year <= last; year++) {
      const at = x(utc(`${year}-01-01`))
      doc.moveTo(at, 0).lineTo(at, bottom).lineWidth(0.5).stroke(LINE)
      if (year < last) doc.fillColor(SOFT).text(String(year), at + 3, 2, { lineBreak: false })
    }
    for (const [at, row] of rows.entries()) {
      const y = (at + 1) * ROADMAP_ROW
      const [left, right] = [x(utc(row.start)), x(utc(row.end) + 86_400_000)]
      doc.font(TEXT).fontSize(8).fillColor(INK)
      doc.text(row.title, 2, y - 2, { width: width - 4, height: 10, ellipsis: true, lineBreak: false })
      doc.rect(left, y + 9, Math.max(right - left, 2), BAR).lineWidth(1)
      if (row.state === 'in-operation') doc.fillAndStroke(ACCENT, ACCENT)
      else if (row.state === 'done') doc.fillAndStroke('#d6cfc4', ACCENT)
      else if (row.state === 'under-way') doc.fillAndStroke('#b9cbe2', ACCENT)
      else if (row.state === 'dropped') doc.dash(2, { space: 2 }).stroke(SOFT).undash()
      else doc.stroke(ACCENT)
    }
    const now = utc(today)
    if (now < from || now >= to) return
    doc.moveTo(x(now), 12).lineTo(x(now), bottom).lineWidth(1).stroke('#a3161a')
    doc.fillColor('#a3161a').text(said.today, x(now) + 3, bottom - 2, { lineBreak: false })
  }
