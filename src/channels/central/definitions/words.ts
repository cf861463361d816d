import { formatDay, frenchSpacesIn } from '#kernel'

export const words = frenchSpacesIn({
  title: 'Définitions des dix cibles',
  lead: 'Ce que chaque cible compte, depuis quand, et ce qui a changé d’une version à l’autre. Une version qui a servi reste publiée, avec sa courbe.',
  target: (n: number, title: string) => `${n}. ${title}`,
  version: (n: number) => `Définition ${n}`,
  states: { proposed: 'Proposée', 'in-force': 'En vigueur', past: 'Remplacée' },
  from: (day: string) => `Depuis le ${formatDay(day, 'fr')}`,
  coming: (day: string) => `À partir du ${formatDay(day, 'fr')}`,
  changed: 'Ce qui change de la précédente',
  goal: 'À atteindre',
  period: 'Période',
  months: (n: number) => `${n} mois`,
  textChanged: (n: number) => `Le texte change ; celui de la définition ${n} se lit ci-dessous.`,
  targets: 'Les dix cibles',
  replaced: (n: number) => `La définition ${n}, remplacée`,
  same: 'Le texte est le même : seul le calcul change.',
  public: 'La page publique de la cible',
  how: 'Une nouvelle version s’écrit dans le logiciel, avec sa date et ses essais ; l’histoire est alors recalculée, et l’ancienne courbe reste. « parvis barometer compare » montre d’avance ce qu’elle changerait.',
} as const)
