import { readFileSync } from 'node:fs'

/** How a figure is said, alike in every bench. */

export const perSecond = (count: number): string => `${Math.round(count).toLocaleString('en-CA')}/s`

export const milliseconds = (ms: number): string => `${ms.toFixed(ms < 10 ? 2 : 1)} ms`

/** The value below which this share of the measures lies. */
export const quantile = (measures: readonly number[], share: number): number => {
  const sorted = measures.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

export const median = (measures: readonly number[]): number => quantile(measures, 0.5)

/** Columns aligned: the first to the left, the others to the right. */
export const table = (rows: readonly (readonly string[])[]): string => {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  const line = (row: readonly string[]) =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join('   ')
  return rows.map(line).join('\n')
}

/**
 * CPU that a process and its threads have used so far, in milliseconds; NaN where the system does not say (Linux does).
 * Unlike a speed it hardly changes when the machine is shared.
 */
export const cpuMsOf = (pid: number): number => {
  const { userMs, systemMs } = cpuOf(pid)
  return userMs + systemMs
}

/** The same, what the process did itself and what the system did for it apart. */
export const cpuOf = (pid: number): { userMs: number; systemMs: number } => {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')
    return { userMs: Number(fields[11]) * TICK_MS, systemMs: Number(fields[12]) * TICK_MS }
  } catch {
    return { userMs: Number.NaN, systemMs: Number.NaN }
  }
}

/** Linux counts in hundredths of a second, whatever the kernel's own clock. */
const TICK_MS = 10

/** The address of a database whose connections bear a name, so that what PostgreSQL does for them is known. */
export const namedUrl = (address: string, name: string): string => {
  const url = new URL(address)
  url.searchParams.set('application_name', name)
  return url.href
}
