import { scaleLinear, scaleUtc } from 'd3-scale'
import { line } from 'd3-shape'
import { ACCENT, type Drawing, INK, LINE, SOFT, TEXT } from '#documents'
import { formatPercent, type Language } from '#kernel'

export type Bar = { name: string; share: number | null; said: string }

/** A row each; shares from 0 to 100 %, never cut, with the target as a mark through them all. */
export const BAR_HEIGHT = 18

export const bars =
  (rows: readonly Bar[], goal: number): Drawing =>
  (doc, { width }) => {
    const left = 170
    const right = 54
    const x = scaleLinear()
      .domain([0, 1])
      .range([left, width - right])
    for (const [at, { name, share, said }] of rows.entries()) {
      const y = at * BAR_HEIGHT
      doc.font(TEXT).fontSize(8).fillColor(INK)
      doc.text(name, 0, y + 3, { width: left - 8, height: 11, ellipsis: true, lineBreak: false })
      doc.rect(left, y + 3, width - right - left, 10).fill('#ece8df')
      if (share !== null && share > 0) doc.rect(left, y + 3, x(Math.min(1, share)) - left, 10).fill(ACCENT)
      doc.fillColor(INK).text(said, width - right + 6, y + 3, { width: right - 6, lineBreak: false })
    }
    doc
      .moveTo(x(goal), 0)
      .lineTo(x(goal), rows.length * BAR_HEIGHT)
      .lineWidth(1.5)
      .stroke(INK)
  }

export type TrendDot = { day: string; label: string; share: number | null }

export const TREND_HEIGHT = 120

/** Month ends as a line, interrupted where there is no figure. */
export const trendLine =
  (dots: readonly TrendDot[], goal: number, { language }: { language: Language }): Drawing =>
  (doc, { width }) => {
    const [left, top, bottom] = [34, 6, TREND_HEIGHT - 18]
    const days = dots.map(({ day }) => new Date(day)).toSorted((a, b) => a.getTime() - b.getTime())
    const [first, last] = [days[0] ?? new Date(0), days.at(-1) ?? new Date(0)]
    const x = scaleUtc()
      .domain([first, last])
      .range([left, width - 30])
    const y = scaleLinear().domain([0, 1]).range([bottom, top])
    const place = (day: string) => (first < last ? x(new Date(day)) : width / 2)
    doc.font(TEXT).fontSize(7)
    for (const level of [0, 0.5, 1]) {
      doc
        .moveTo(left, y(level))
        .lineTo(width - 30, y(level))
        .lineWidth(0.5)
        .stroke(LINE)
      doc.fillColor(SOFT).text(formatPercent(level, language), 0, y(level) - 4, {
        width: left - 6,
        align: 'right',
        lineBreak: false,
      })
    }
    doc
      .moveTo(left, y(goal))
      .lineTo(width - 30, y(goal))
      .lineWidth(1)
      .dash(3, { space: 2 })
      .stroke(INK)
      .undash()
    const drawn = line<TrendDot>()
      .defined(({ share }) => share !== null)
      .x(({ day }) => place(day))
      .y(({ share }) => y(Math.min(1, share!)))(dots)
    if (drawn) doc.path(drawn).lineWidth(1.5).stroke(ACCENT)
    for (const { day, label, share } of dots) {
      if (share !== null) doc.circle(place(day), y(Math.min(1, share)), 2.5).fill(ACCENT)
      doc
        .fillColor(SOFT)
        .text(label, place(day) - 20, bottom + 6, { width: 40, align: 'center', lineBreak: false })
    }
  }
