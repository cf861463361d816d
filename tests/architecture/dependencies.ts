import type { Fault } from './sources.ts'

const LIST = 'docs/dependencies.md'

/** The rows of docs/dependencies.md whose first cell is a package: | `name` | why | licence | who keeps it |. */
const rowsIn = (markdown: string): { name: string; cells: string[]; line: number }[] =>
  markdown.split('\n').flatMap((text, at) => {
    const name = /^\| *`([^`]+)` *\|/.exec(text)?.[1]
    const cells = text.split('|').slice(2, -1)
    return name ? [{ name, cells: cells.map((cell) => cell.trim()), line: at + 1 }] : []
  })

/**
 * What we rely on is known, and why: each dependency of package.json has its row, complete, and no row speaks of a
 * package that is gone. A range would let npm choose for us: versions are exact.
 */
export const dependencyFaults = (markdown: string, asked: Record<string, string>): Fault[] => {
  const rows = rowsIn(markdown)
  const listed = new Set(rows.map(({ name }) => name))
  const missing = Object.keys(asked)
    .filter((name) => !listed.has(name))
    .map((name) => ({ path: LIST, line: 0, says: `${name} is not there: say why we rely on it` }))
  const gone = rows
    .filter(({ name }) => !Object.hasOwn(asked, name))
    .map(({ name, line }) => ({ path: LIST, line, says: `${name} is not in package.json` }))
  const unsaid = rows
    .filter(({ cells }) => cells.length !== 3 || cells.includes(''))
    .map(({ name, line }) => ({
      path: LIST,
      line,
      says: `${name} lacks its reason, its licence or its keeper`,
    }))
  const loose = Object.entries(asked)
    .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    .map(([name, version]) => ({ path: 'package.json', line: 0, says: `${name} ${version}: pin it exactly` }))
  return [...missing, ...gone, ...unsaid, ...loose]
}
