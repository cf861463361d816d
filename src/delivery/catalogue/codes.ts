import { CONDITIONS } from './checks/conditions.ts'
import { DEADLINES } from './checks/deadlines.ts'
import { EXAMPLES } from './checks/examples.ts'
import { EXPRESSIONS } from './checks/expressions.ts'
import { INVOLVEMENT } from './checks/involvement.ts'
import { KNOWN } from './checks/known.ts'
import { PAGES } from './checks/pages.ts'
import { PATH } from './checks/path.ts'
import { READING } from './checks/reading.ts'
import { REFERENCES } from './checks/references.ts'
import { ROBOTS } from './checks/robots.ts'
import { WORDS } from './checks/words.ts'
import { FIGURES } from './checks/figures.ts'
import { KIND } from './kind-faults.ts'
import { LOADING } from './load.ts'
import { SHAPE } from './shape-faults.ts'

/** Every code that `parvis check` may say: docs/service-language.md lists them, and a test plants each fault. */
export const CODES = {
  ...LOADING,
  ...SHAPE,
  ...KIND,
  ...REFERENCES,
  ...PAGES,
  ...EXPRESSIONS,
  ...FIGURES,
  ...CONDITIONS,
  ...PATH,
  ...DEADLINES,
  ...ROBOTS,
  ...KNOWN,
  ...INVOLVEMENT,
  ...WORDS,
  ...READING,
  ...EXAMPLES,
}

export type FindingCode = keyof typeof CODES
