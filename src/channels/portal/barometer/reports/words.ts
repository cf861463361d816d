import { defineWords } from '#kernel'

export const words = defineWords({
  fr: {
    title: 'Rapports annuels',
    link: 'Les rapports annuels',
    lead: 'Où en étaient les dix cibles au dernier jour de chaque année. Un rapport publié ne change plus.',
    none: 'Aucun rapport n’est encore publié',
    noneText:
      'Le premier paraîtra une fois l’année terminée. D’ici là, le baromètre montre les chiffres de chaque jour.',
    barometer: 'Voir le baromètre',
    year: (year: number) => `Rapport ${year}`,
    on: (day: string) => `Publié le ${day}.`,
    files: {
      pdf: (size: string) => `Le document en français (PDF, ${size})`,
      'en.pdf': (size: string) => `Le document en anglais (PDF, ${size})`,
      json: (size: string) => `Les données (JSON, ${size})`,
      csv: (size: string) => `Le tableau (CSV, ${size})`,
    },
    from: 'Ses chiffres sont ceux de la publication de mesures du',
    digests: 'Les empreintes des fichiers (SHA-256), que garde aussi le registre public',
  },
  en: {
    title: 'Yearly reports',
    link: 'The yearly reports',
    lead: 'Where the ten targets stood on the last day of each year. A published report does not change.',
    none: 'No report is published yet',
    noneText:
      'The first will come out once the year is over. Until then, the barometer shows the figures of each day.',
    barometer: 'See the barometer',
    year: (year: number) => `Report ${year}`,
    on: (day: string) => `Published on ${day}.`,
    files: {
      pdf: (size: string) => `The document in French (PDF, ${size})`,
      'en.pdf': (size: string) => `The document in English (PDF, ${size})`,
      json: (size: string) => `The data (JSON, ${size})`,
      csv: (size: string) => `The table (CSV, ${size})`,
    },
    from: 'Its figures are those of the publication of measures of',
    digests: 'The digests of the files (SHA-256), which the public ledger holds too',
  },
})
