import { frenchSpacesIn } from '#kernel'

export const words = frenchSpacesIn({
  title: 'Rapport de l’année',
  lead: 'Les dix cibles au dernier jour de l’année, d’après les mesures publiées : un document en français et en anglais, et les mêmes chiffres pour les machines. Une fois publié, il ne change plus.',
  draft: {
    title: (year: number) => `${year}, provisoire`,
    text: 'L’année n’est pas terminée : ce document montre les chiffres d’aujourd’hui et porte la mention « provisoire ». Il n’est pas publié.',
  },
  ready: {
    title: (year: number) => `${year}, à publier`,
    text: 'L’année est terminée. Relisez le document dans les deux langues, puis publiez-le.',
    publish: (year: number) => `Publier le rapport ${year}`,
    sure: 'Il sera public aussitôt, et ne pourra plus être changé ni retiré.',
  },
  unready: {
    title: (year: number) => `${year}, pas encore possible`,
    text: 'Aucun chiffre n’est publié pour le dernier jour de cette année. Les mesures d’un jour se publient d’elles-mêmes dans l’heure qui suit sa fin.',
  },
  read: {
    pdf: 'Lire le document en français (PDF)',
    'en.pdf': 'Lire le document en anglais (PDF)',
    json: 'Les données (JSON)',
    csv: 'Le tableau (CSV)',
  },
  published: {
    title: 'Rapports publiés',
    none: 'Aucun rapport n’est encore publié.',
    caption: 'Les rapports publiés et l’empreinte de leurs fichiers',
    columns: { year: 'Année', on: 'Publié le', by: 'Par', files: 'Fichiers' },
    public: 'La page publique des rapports',
    digest: (digest: string) => `SHA-256 ${digest}`,
  },
  done: (year: string) => `Le rapport ${year} est publié.`,
  refused: 'Impossible',
} as const)
