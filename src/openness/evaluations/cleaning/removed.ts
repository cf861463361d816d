/** What a cleaned text may show in place of what it lost. The words are French: only the desk reads them (C-11). */
export const REMOVED = {
  email: '[courriel]',
  link: '[lien]',
  dossier: '[numéro de dossier]',
  phone: '[téléphone]',
  sin: '[NAS]',
  nam: '[NAM]',
  account: '[compte bancaire]',
  number: '[numéro]',
  postalCode: '[code postal]',
  address: '[adresse]',
  birth: '[date de naissance]',
  name: '[nom]',
} as const

export type Removed = keyof typeof REMOVED

/** What a cleaned text lost, for whoever reads it. */
export const removedFrom = (cleaned: string): Removed[] =>
  (Object.keys(REMOVED) as Removed[]).filter((kind) => cleaned.includes(REMOVED[kind]))
