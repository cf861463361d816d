import { readSin } from '#kernel'
import { foldText } from '../reading.ts'

/** A column that looks as if it were about persons who can be recognised, and what gave it away. */
export type Suspicion = { column: string; kind: PersonalKind; by: 'name' | 'values' }

export const PERSONAL_KINDS = [
  'name',
  'email',
  'phone',
  'address',
  'birth-date',
  'sin',
  'health-number',
] as const
export type PersonalKind = (typeof PERSONAL_KINDS)[number]

/** What columns are called that hold such things, without case, accents or punctuation. */
const CALLED: [PersonalKind, RegExp][] = [
  [
    'name',
    /^(?:nom|prenom|noms?|nom (?:complet|de famille|du (?:citoyen|client|demandeur|proprietaire))|prenom et nom|nom et prenom|first name|last name|full name|surname|given name|family name|name of (?:applicant|owner))$/,
  ],
  ['email', /\b(?:courriel|e ?mail|adresse electronique)\b/],
  ['phone', /\b(?:telephone|tel|cellulaire|phone|mobile)\b/],
  ['address', /\b(?:adresse (?:du domicile|personnelle|de residence)|domicile|home address)\b/],
  ['birth-date', /\b(?:date de naissance|naissance|birth ?date|date of birth|dob)\b/],
  ['sin', /\b(?:nas|sin|numero d assurance sociale|social insurance number)\b/],
  ['health-number', /\b(?:nam|numero d assurance maladie|carte d assurance maladie|health number)\b/],
]

/** What such values look like. */
const LOOKS: [PersonalKind, (value: string) => boolean][] = [
  ['email', (value) => /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(value)],
  ['sin', (value) => /^\d{3}[ -]?\d{3}[ -]?\d{3}$/.test(value) && readSin(value).ok],
  ['health-number', (value) => /^[A-Z]{4} ?\d{4} ?\d{4}$/i.test(value)],
  ['phone', (value) => /^(?:\+?1[ .-]?)?\(?\d{3}\)?[ .-]\d{3}[ .-]?\d{4}$/.test(value)],
]

/** How much of a column must look personal, and how many values at least: one e-mail address in a remark is no column of them. */
const MOSTLY = 0.5
const FEW = 3
/** How many values of a column are looked at: more of them tell no more. */
const ENOUGH = 10_000

/** Looks at each value that goes by. A warning and no more: only somebody who knows the data can tell. */
export const openSuspicion = (columns: readonly string[]) => {
  const counts = columns.map(() => ({ any: 0, like: new Map<PersonalKind, number>() }))
  return {
    row(values: readonly string[]): void {
      for (const [at, column] of counts.entries()) {
        const value = (values[at] ?? '').trim()
        if (value === '' || value.length > 100 || column.any >= ENOUGH) continue
        column.any += 1
        for (const [kind, looks] of LOOKS)
          if (looks(value)) column.like.set(kind, (column.like.get(kind) ?? 0) + 1)
      }
    },
    found: (): Suspicion[] =>
      columns.flatMap((column, at) => {
        const called = CALLED.find(([, pattern]) => pattern.test(foldText(column)))
        if (called) return { column, kind: called[0], by: 'name' as const }
        const { any, like } = counts[at]!
        const kind = [...like].find(([, count]) => count / any >= MOSTLY && (count >= FEW || count === any))
        return kind ? { column, kind: kind[0], by: 'values' as const } : []
      }),
  }
}
