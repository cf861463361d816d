import type { Finding } from '#catalogue'
import type { Language } from '#kernel'

/** A finding for a terminal: where, what is wrong, and how to mend it. The place is a link in most editors. */
export const findingLines = (finding: Finding, language: Language): string[] => {
  const mark = finding.level === 'error' ? '✗' : '!'
  return [
    `${mark} ${finding.where}  [${finding.code}]`,
    `    ${finding.says[language]}`,
    `    → ${finding.mend[language]}`,
  ]
}

/** One line at the end: what was looked at, and what was found. */
export const summaryLine = (services: number, findings: readonly Finding[], language: Language): string => {
  const errors = findings.filter((finding) => finding.level === 'error').length
  const warnings = findings.length - errors
  return language === 'fr'
    ? `${counted(services, 'service')} : ${counted(errors, 'erreur')}, ${counted(warnings, 'avertissement')}`
    : `${services} ${services === 1 ? 'service' : 'services'}: ${errors} ${errors === 1 ? 'error' : 'errors'}, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`
}

const counted = (count: number, noun: string) => `${count} ${noun}${count < 2 ? '' : 's'}`
