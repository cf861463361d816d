import type { IsOneOf } from './mapping.ts'
import type { Row } from './table.ts'

/** Whether a cell is one of these words, without case nor spaces around. */
export const among = (values: readonly string[]) => {
  const known = new Set(values.map((value) => value.trim().toLowerCase()))
  return (cell: string): boolean => known.has(cell.trim().toLowerCase())
}

export const isIn = (row: Row, { column, in: values, split }: IsOneOf): boolean => {
  const cell = row.cell(column)
  return (split ? cell.split(split) : [cell]).some(among(values))
}
