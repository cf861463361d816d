import { sha256 } from '#kernel'
import type { ReportFile } from '../store.ts'
import { reportToPdf } from './pdf/report-to-pdf.ts'
import type { YearlyReport } from './report.ts'
import { table } from './table.ts'

/** The three forms of a report: to read, for machines, for a spreadsheet. */
export const FILES = ['pdf', 'json', 'csv'] as const
export type ReportForm = (typeof FILES)[number]

const TYPES: Record<ReportForm, string> = {
  pdf: 'application/pdf',
  json: 'application/json',
  csv: 'text/csv; charset=utf-8',
}

export const fileOf = async (
  report: YearlyReport,
  form: ReportForm,
  options: { demonstration: boolean },
): Promise<ReportFile> => {
  const body = await bodyOf(report, form, options)
  return { name: nameOf(report, form), type: TYPES[form], sha256: sha256(body).toString('hex'), body }
}

/** `rapport-2025.pdf`; a draft says so in its name. */
const nameOf = ({ year, draft }: YearlyReport, form: ReportForm): string =>
  `rapport-${year}${draft ? '-provisoire' : ''}.${form}`

const bodyOf = async (
  report: YearlyReport,
  form: ReportForm,
  options: { demonstration: boolean },
): Promise<Buffer> => {
  if (form === 'pdf') return reportToPdf(report, options)
  return Buffer.from(form === 'json' ? `${JSON.stringify(report, null, 1)}\n` : table(report))
}
