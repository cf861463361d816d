/**
 * Tables for spreadsheets: RFC 4180, UTF-8 with its mark so that Excel reads the accents, and figures as computers write
 * them (`0.625`). A text that a spreadsheet would take for a formula is led by an apostrophe (OWASP, CSV injection).
 */
export type Cell = string | number | null

export const csv = (rows: readonly (readonly Cell[])[]): string =>
  `\u{feff}${rows.map((row) => `${row.map(field).join(',')}\r\n`).join('')}`

const field = (cell: Cell): string => {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const harmless = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
