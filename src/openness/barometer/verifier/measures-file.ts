import { MEASURES } from '../manifest.ts'
import { MEASURE_KINDS, type Measure } from '../measure.ts'
import { measureText } from '../published-text.ts'
import type { Fault } from './fault.ts'

/** Reads a file of measures; each line that is not one, or not written as one is, is named. */
export const readMeasures = (text: string): { measures: Measure[]; faults: Fault[] } => {
  const lines = text.split('\n')
  const faults: Fault[] = []
  if (lines.pop() !== '')
    faults.push({ file: MEASURES, where: `line ${lines.length + 1}`, says: 'is cut short' })
  const measures = lines.flatMap((line, at) => {
    const read = measureOf(line)
    if (typeof read !== 'string') return [read]
    faults.push({ file: MEASURES, where: `line ${at + 1}`, says: read })
    return []
  })
  return { measures, faults }
}

const measureOf = (line: string): Measure | string => {
  let said: unknown
  try {
    said = JSON.parse(line)
  } catch {
    return 'is not JSON'
  }
  if (!isMeasure(said)) return 'is no measure'
  return measureText(said) === line ? said : 'is not written as a measure is'
}

const isMeasure = (said: unknown): said is Measure => {
  const { kind, organisation, unit, day, is, count } = (said ?? {}) as Record<string, unknown>
  return (
    typeof kind === 'string' &&
    Object.hasOwn(MEASURE_KINDS, kind) &&
    [organisation, unit, day].every((text) => typeof text === 'string') &&
    typeof count === 'number' &&
    typeof is === 'object' &&
    is !== null &&
    !Array.isArray(is) &&
    Object.values(is).every((text) => typeof text === 'string')
  )
}
