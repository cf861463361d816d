import { type Language, sha256 } from '#kernel'
import type { ReportFile } from '../store.ts'
import { reportToPdf } from './pdf/report-to-pdf.ts'
import type { YearlyReport } from './report.ts'
import { table } from './table.ts'

/** The forms of a report: to read, in French and in English; for machines and for a spreadsheet, whatever the language. */
export const FORMS = ['pdf', 'en.pdf', 'json', 'csv'] as const
export type ReportForm = (typeof FORMS)[number]

const TYPES: Record<ReportForm, string> = {
  pdf: 'application/pdf',
  'en.pdf': 'application/pdf',
  json: 'application/json',
  csv: 'text/csv; charset=utf-8',
}

/** The language of a form that is read in one. */
export const LANGUAGE_OF: Partial<Record<ReportForm, Language>> = { pdf: 'fr', 'en.pdf': 'en' }

export const fileOf = async (
  report: YearlyReport,
  form: ReportForm,
  options: { demonstration: boolean },
): Promise<ReportFile> => {
  const body = await bodyOf(report, form, options)
  return { name: reportFileName(report, form), type: TYPES[form], sha256: sha256(body).toString('hex'), body }
}

/** `rapport-2025.pdf`, `report-2025.pdf` in English; a draft says so in its name. */
export const reportFileName = (
  { year, draft = false }: { year: number; draft?: boolean },
  form: ReportForm,
): string =>
  form === 'en.pdf'
    ? `report-${year}${draft ? '-draft' : ''}.pdf`
    : `rapport-${year}${draft ? '-provisoire' : ''}.${form}`

const bodyOf = async (
  report: YearlyReport,
  form: ReportForm,
  options: { demonstration: boolean },
): Promise<Buffer> => {
  const language = LANGUAGE_OF[form]
  if (language) return reportToPdf(report, { ...options, language })
  return Buffer.from(form === 'json' ? `${JSON.stringify(report, null, 1)}\n` : table(report))
}
