import { frenchSpacesIn } from '#kernel'

/** The words of this page. French only: it is the staff's interface (Charter of the French language, C-11, s. 18.1). */
export const words = frenchSpacesIn({
  title: 'Exclusions',
  lead: 'Ce qui est laissé hors d’un chiffre reste publié, avec sa raison et son auteur ; le chiffre est montré avec et sans.',
  targets: 'Cible',
  now: 'Exclu en ce moment',
  nowNone: 'Rien n’est exclu de ce chiffre.',
  counted: 'Ce qui compose le chiffre',
  countedNone: 'Ce chiffre ne repose encore sur rien.',
  exclude: 'Exclure',
  lift: 'Compter de nouveau',
  form: (name: string) => `Exclure : ${name}`,
  reason: 'Pour quelle raison ?',
  send: 'Exclure du chiffre',
  cancel: 'Annuler',
  done: 'L’exclusion est inscrite.',
  lifted: 'L’exclusion est levée.',
  refused: 'Impossible',
  columns: { unit: 'Quoi', organisation: 'Organisme', reason: 'Raison', since: 'Depuis le', act: 'Acte' },
} as const)
