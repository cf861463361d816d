/** The schema’s own messages, in French: a test holds the two in step. */
export const IN_FRENCH: Readonly<Record<string, string>> = {
  'must be a column, or a list of columns': 'doit être une colonne, ou une liste de colonnes',
  'a name in French or in English': 'un nom en français ou en anglais',
  'must be a column, or { fr: column, en: column }': 'doit être une colonne, ou { fr: colonne, en: colonne }',
  'must be a column, a list of columns, { total: column, minus: column } or { constant: 0 }':
    'doit être une colonne, une liste de colonnes, { total: colonne, minus: colonne } ou { constant: 0 }',
  'a format is made of YYYY or YY, MM or M or MMM or Q, DD or D, each once, and what stands between: DD/MM/YYYY; or is YYYY-YYYY, YYYY-YY':
    'un format est fait de YYYY ou YY, MM ou M ou MMM ou Q, DD ou D, chacun une fois, et de ce qui les sépare : DD/MM/YYYY ; ou c’est YYYY-YYYY, YYYY-YY',
  'a year begins on the first of a month: 04-01': 'une année commence le premier d’un mois : 04-01',
  'either named or format': 'named ou format, l’un des deux',
  "must be { column: fiscal_yr, starts: '04-01' } or { is: 2013, starts: '01-01' }":
    "doit être { column: exercice, starts: '04-01' } ou { is: 2013, starts: '01-01' }",
  'either date or in-year': 'date ou in-year, l’un des deux',
  'a second file needs service, and service a file':
    'un second fichier demande service, et service un second fichier',
  'in-year in a second file needs its year': 'in-year, dans un second fichier, demande son année',
  'must be { column: status, in: [Active] }, or a list of such':
    'doit être { column: etat, in: [Actif] }, ou une liste de tels',
  'two to twenty small letters and digits: canada': 'de deux à vingt petites lettres et chiffres : canada',
  'at least one channel': 'au moins un canal',
  'must be true, { channel: portal, least: 0 } or { column: e_service, in: [Yes] }':
    'doit être true, { channel: portal, least: 0 } ou { column: en_ligne, in: [Oui] }',
}

export const inFrench = (message: string): string => IN_FRENCH[message] ?? message
