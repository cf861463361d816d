import { scaleLinear } from 'd3-scale'
import { html, type Html } from '#html'
import { formatDay, formatNumber, isDay, type Language } from '#kernel'
import { details, meter, section, series, table } from '#look'
import type { Field, Rows } from '#opendata'
import { words } from './words.ts'

type Point = { key: string; value: number }
type Drawn = { title: string; points: Point[]; all: number; isOverTime: boolean }

const MOST_BARS = 15
const MOST_POINTS = 240
const MOST_LISTED = 60

/**
 * A table as a picture, where it suits: a number over time, a number by category when each comes once, or how many rows
 * each category has, unless all have as many. What the numbers mean is not known here: they are never added up.
 */
export const chartSection = (found: Rows, language: Language): Html | null => {
  const drawn = overTime(found, language) ?? byCategory(found, language)
  if (!drawn) return null
  const w = words[language]
  const listed = drawn.points.slice(0, MOST_LISTED)
  return section({
    title: w.chart,
    body: html`<h3>${drawn.title}</h3>
      ${drawn.isOverTime ? line(drawn, language) : bars(drawn, language)}
      ${drawn.all > drawn.points.length && html`<p class="source">${w.chartNote(drawn.points.length, drawn.all)}</p>`}
      ${found.rows.length < found.all && html`<p class="source">${w.chartPart(found.rows.length)}</p>`}
      ${
        drawn.isOverTime &&
        details({
          summary: w.values(listed.length),
          body: pointTable(drawn, listed, language),
        })
      }`,
  })
}

const isName = (name: string) =>
  !/^(id|_id|no|numero|num|code|lat|latitude|lon|lng|long|longitude|x|y|annee|année|year|version|revision|révision)$/i.test(
    name,
  )

const columnOf = (fields: readonly Field[], wanted: (field: Field) => boolean): number =>
  fields.findIndex((field) => wanted(field))

const numberColumn = (fields: readonly Field[]): number =>
  columnOf(fields, ({ type, name }) => (type === 'number' || type === 'integer') && isName(name))

const overTime = ({ fields, rows, all }: Rows, language: Language): Drawn | null => {
  const day = columnOf(fields, ({ type }) => type === 'date')
  const number = numberColumn(fields)
  if (day < 0 || number < 0) return null
  const points = rows.flatMap(({ cells }) => {
    const [key, value] = [cells[day], cells[number]]
    return typeof key === 'string' && isDay(key) && typeof value === 'number' ? [{ key, value }] : []
  })
  const isOnce = new Set(points.map(({ key }) => key)).size === points.length
  if (!isOnce || points.length < 3 || all > MOST_POINTS) return null
  const title = words[language].chartSum(fields[number]!.name, fields[day]!.name)
  return {
    title,
    points: points.toSorted((a, b) => a.key.localeCompare(b.key)),
    all: points.length,
    isOverTime: true,
  }
}

const byCategory = ({ fields, rows }: Rows, language: Language): Drawn | null => {
  const number = numberColumn(fields)
  const category = fields.findIndex(({ type, name }, at) => {
    if (type !== 'string' || !isName(name) || name === 'geometry') return false
    const values = new Set(rows.map(({ cells }) => cells[at]))
    const isOnce = values.size === rows.length
    return (
      values.size >= 2 &&
      (isOnce ? number >= 0 && rows.length <= 200 : values.size <= Math.max(12, rows.length / 3))
    )
  })
  if (category < 0) return null
  const keys = rows.map(({ cells }) => String(cells[category] ?? '–').slice(0, 80))
  const isOnce = number >= 0 && new Set(keys).size === keys.length
  const points = isOnce ? valued(keys, rows, number) : counted(keys)
  if (points.length < 2 || points.some(({ value }) => value < 0)) return null
  if (!isOnce && new Set(points.map(({ value }) => value)).size === 1) return null
  const w = words[language]
  return {
    title: isOnce
      ? w.chartSum(fields[number]!.name, fields[category]!.name)
      : w.chartCount(fields[category]!.name),
    points: points.toSorted((a, b) => b.value - a.value).slice(0, MOST_BARS),
    all: points.length,
    isOverTime: false,
  }
}

const valued = (keys: readonly string[], rows: Rows['rows'], number: number): Point[] =>
  keys.flatMap((key, at) => {
    const value = rows[at]!.cells[number]
    return typeof value === 'number' ? [{ key, value }] : []
  })

const counted = (keys: readonly string[]): Point[] => {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return [...counts].map(([key, value]) => ({ key, value }))
}

/** Bars and their table are one: each row has its bar. */
const bars = (drawn: Drawn, language: Language): Html => {
  const most = Math.max(...drawn.points.map(({ value }) => value), 1e-9)
  const w = words[language]
  return table({
    language,
    caption: drawn.title,
    unseenCaption: true,
    columns: [
      { id: 'key', label: w.value, heads: true, cell: ({ key }: Point) => key },
      {
        id: 'count',
        label: w.count,
        cell: ({ value }: Point) =>
          html`<div class="share-bar">
            ${meter({ share: value / most })}<span class="numeric">${formatNumber(value, language)}</span>
          </div>`,
      },
    ],
    rows: drawn.points,
    empty: html``,
  })
}

/** Values over time, from their own zero where they are all above it. */
const line = ({ title, points }: Drawn, language: Language): Html => {
  const values = points.map(({ value }) => value)
  const scale = scaleLinear()
    .domain([Math.min(0, ...values), Math.max(...values, 1e-9)])
    .nice(4)
  const first = Date.parse(points[0]!.key)
  const last = Date.parse(points.at(-1)!.key)
  const spoken = ({ key, value }: Point) => `${formatDay(key, language)} : ${formatNumber(value, language)}`
  return series({
    label: `${title}. ${spoken(points[0]!)} ; ${spoken(points.at(-1)!)}`,
    points: points.map((one) => ({
      x: (Date.parse(one.key) - first) / (last - first || 1),
      y: scale(one.value),
      said: spoken(one),
    })),
    levels: scale.ticks(4).map((value) => ({ y: scale(value), label: formatNumber(value, language) })),
    ends: [formatDay(points[0]!.key, language), formatDay(points.at(-1)!.key, language)],
  })
}

const pointTable = ({ title }: Drawn, points: readonly Point[], language: Language): Html => {
  const w = words[language]
  return table({
    language,
    caption: title,
    unseenCaption: true,
    columns: [
      { id: 'day', label: w.period, heads: true, cell: ({ key }: Point) => formatDay(key, language) },
      {
        id: 'value',
        label: w.value,
        numeric: true,
        cell: ({ value }: Point) => formatNumber(value, language),
      },
    ],
    rows: points,
    empty: html``,
    density: 'compact',
  })
}
