import type { Html } from '#html'
import type { Language } from '#kernel'
import { allFields } from './all-fields.ts'
import { charts } from './charts.ts'
import { components } from './components.ts'
import { dossierOnOneScreen } from './dossier.ts'
import { frontDoor } from './front-door.ts'
import { decisionLetter } from './decision-letter.ts'
import { question } from './question.ts'
import { filed, summary } from './summary.ts'
import { worklist } from './worklist.ts'

const BOTH: readonly Language[] = ['fr', 'en']

const inBoth = (name: string, render: (language: Language) => Html): [string, () => Html][] =>
  BOTH.map((language) => [`${name}.${language}`, () => render(language)])

/** Every page of the gallery by name. The desk and its letters are French: the staff's language (C-11). */
export const gallery: ReadonlyMap<string, () => Html> = new Map([
  ...inBoth('components', components),
  ...inBoth('charts', charts),
  ...inBoth('fields-empty', (language) => allFields(language, 'empty')),
  ...inBoth('fields-full', (language) => allFields(language, 'full')),
  ...inBoth('fields-faulty', (language) => allFields(language, 'faulty')),
  ...inBoth('front-door', frontDoor),
  ...inBoth('question', (language) => question(language, false)),
  ...inBoth('question-faulty', (language) => question(language, true)),
  ...inBoth('summary', summary),
  ...inBoth('filed', filed),
  ['worklist', () => worklist(200, 'compact')],
  ['worklist-comfortable', () => worklist(12, 'comfortable')],
  ['worklist-empty', () => worklist(0, 'comfortable')],
  ['dossier', dossierOnOneScreen],
  ['decision-letter', decisionLetter],
])
