import type { Check, Checked } from './checks/checked.ts'
import { conditions } from './checks/conditions.ts'
import { deadlines } from './checks/deadlines.ts'
import { examples } from './checks/examples.ts'
import { expressions } from './checks/expressions.ts'
import { figures } from './checks/figures.ts'
import { involvement } from './checks/involvement.ts'
import { knownAndPrivate } from './checks/known.ts'
import { pagesAndNames } from './checks/pages.ts'
import { path } from './checks/path.ts'
import { reading } from './checks/reading.ts'
import { references } from './checks/references.ts'
import { robots } from './checks/robots.ts'
import { words } from './checks/words.ts'
import type { Definition } from './definition.ts'
import type { Finding } from './findings.ts'
import { findingsOf, readSource } from './load.ts'
import { normalise } from './normalise.ts'
import type { Source } from './source.ts'
import type { Surroundings } from './surroundings.ts'

/** Each looks at one family of faults and needs nothing of the others. */
const FAMILIES: Check[] = [
  references,
  pagesAndNames,
  path,
  deadlines,
  robots,
  knownAndPrivate,
  involvement,
  reading,
]

/**
 * Everything that is wrong with a service, in the order of its files and lines; none with level `error` when it may
 * be published. The expressions come first: conditions and examples are only looked at once they all read.
 */
export const checkDefinition = (source: Source, surroundings: Surroundings): Finding[] => {
  const checked: Checked = { source, definition: normalise(source), surroundings }
  const { findings, compiled } = expressions(checked)
  return [
    ...findings,
    ...FAMILIES.flatMap((family) => family(checked)),
    ...words(checked, compiled),
    ...(compiled
      ? [...conditions(checked), ...figures(checked, compiled), ...examples(checked, compiled)]
      : []),
  ].toSorted(byPlace)
}

type Checking = { findings: Finding[]; definition: Definition | null }

/** Checks the folder of a service: `definition` is there when nothing keeps it from being published. */
export const checkFolder = async (folder: string, surroundings: Surroundings): Promise<Checking> => {
  const read = await readSource(folder)
  if (!read.ok) return { findings: findingsOf(read).toSorted(byPlace), definition: null }
  return checkSource(read.value, surroundings)
}

/** The same of a service that was read already. */
export const checkSource = (source: Source, surroundings: Surroundings): Checking => {
  const findings = checkDefinition(source, surroundings)
  const isFit = findings.every((finding) => finding.level !== 'error')
  return { findings, definition: isFit ? normalise(source) : null }
}

/** `service.yaml:9` comes before `service.yaml:12`. */
const { compare } = new Intl.Collator('en', { numeric: true })
const byPlace = (a: Finding, b: Finding) => compare(a.where, b.where)
