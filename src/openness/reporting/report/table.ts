import type { Figure } from '#barometer'
import { type Cell, csv } from '#kernel'
import type { ReportTarget, YearlyReport } from './report.ts'

const HEAD = [
  'annee',
  'jour',
  'provisoire',
  'cible',
  'nom_cible',
  'definition',
  'organisme',
  'nom_organisme',
  'etat',
  'valeur',
  'numerateur',
  'denominateur',
  'cible_part',
  'cible_regle',
  'atteinte',
  'observe',
  'importe',
  'declare',
  'organismes_ayant_transmis',
  'organismes_vises',
  'exclusions',
  'nom_cible_en',
  'nom_organisme_en',
]

/** A row for each figure: of everybody first, whose organisation is empty, then of each. One table for both languages. */
export const table = (report: YearlyReport): string => {
  const names = new Map(report.organisations.map(({ id, name }) => [id, name]))
  const rows = report.targets.flatMap((target) =>
    [...(target.figure ? [target.figure] : []), ...target.organisations].map((figure) =>
      rowOf(report, target, figure, names.get(figure.organisation ?? '') ?? { fr: '', en: '' }),
    ),
  )
  return csv([HEAD, ...rows])
}

const rowOf = (
  { year, day, draft }: YearlyReport,
  { target, title, definition }: ReportTarget,
  { organisation, state, value, numerator, denominator, goal, provenance, coverage, exclusions }: Figure,
  name: { fr: string; en: string },
): Cell[] => {
  const known = state === 'value'
  return [
    year,
    day,
    draft ? 'oui' : 'non',
    target,
    title.fr,
    definition.version,
    organisation ?? '',
    name.fr,
    state,
    value,
    known ? numerator : null,
    known ? denominator : null,
    goal.share,
    goal.rule,
    goal.met === null ? null : goal.met ? 'oui' : 'non',
    provenance.observed,
    provenance.imported,
    provenance.declared,
    coverage.reporting,
    coverage.subject,
    exclusions.length,
    title.en,
    name.en,
  ]
}
