import type { Language } from '#kernel'
import type { ReportDocument } from '#documents'
import type { YearlyReport } from '../report.ts'
import { words } from '../words.ts'

/** A document being written in one language, with what its parts say alike. */
export type Telling = {
  doc: ReportDocument
  language: Language
  w: (typeof words)[Language]
  nameOf: (organisation: string | null) => string
  /** What was typed in French, which a document in English holds as it is and says so of. */
  asTyped: (text: string, how?: { soft?: boolean; size?: number }) => void
}

export const tellingOf = (
  doc: ReportDocument,
  { organisations }: YearlyReport,
  language: Language,
): Telling => {
  const names = new Map(organisations.map(({ id, name }) => [id, name[language]]))
  return {
    doc,
    language,
    w: words[language],
    nameOf: (id) => names.get(id ?? '') ?? id ?? '',
    asTyped: (text, how) => doc.text(text, { ...how, ...(language !== 'fr' && { language: 'fr' }) }),
  }
}
