import { formatDay, formatNumber, formatPercent, frenchSpacesIn, plural } from '#kernel'
import type { Figure } from '#barometer'

const number = (n: number): string => formatNumber(n, 'fr')

/** The words of the report. French only: it is laid before the government (G-1.03, s. 12.17; C-11, s. 14). */
export const words = frenchSpacesIn({
  title: (year: number) => `Rapport annuel ${year} : la transformation numérique`,
  draft: 'PROVISOIRE',
  draftText: (day: string) =>
    `Ce document montre les chiffres du ${formatDay(day, 'fr')}, avant la fin de l’année. Le rapport sera publié une fois l’année terminée.`,
  day: 'Chiffres du',
  made: 'Établi le',
  publisher: 'Organisme',
  page: (n: number, of: number) => `${n} de ${of}`,
  invented: 'Démonstration : les organismes et les données sont inventés.',
  summary: {
    title: 'Les dix cibles',
    lead: (reached: number, known: number) =>
      `${reached === 0 ? 'Aucune cible' : `${reached} ${plural(reached, 'fr', { one: 'cible', other: 'cibles' })}`} sur dix ${plural(reached, 'fr', { one: 'est atteinte', other: 'sont atteintes' })} ; ${known} ${plural(known, 'fr', { one: 'a un chiffre', other: 'ont un chiffre' })}.`,
    columns: ['Cible', 'Chiffre', 'Compte', 'À atteindre', 'État'],
  },
  states: {
    met: 'Atteinte',
    unmet: 'Pas atteinte',
    'no-data': 'Aucune donnée',
    'not-applicable': 'Sans objet',
  },
  target: {
    heading: (n: number, title: string) => `Cible ${n}. ${title}`,
    official: (wording: string) => `« ${wording} »`,
    definition: (version: number, from: string) =>
      `Définition ${version}, en vigueur depuis le ${formatDay(from, 'fr')}`,
    facts: ['Donnée', 'Valeur'],
    figure: 'Chiffre',
    count: 'Compte',
    goal: 'À atteindre',
    period: 'Période',
    dataDate: 'Dernière donnée',
    coverage: 'Couverture',
    provenance: 'Provenance',
    exclusions: 'Exclusions',
    change: 'En un an',
    events: 'Événements derrière le chiffre',
    byOrganisation: 'Par organisme',
    organisationColumns: ['Organisme', 'Chiffre', 'Compte', 'État'],
    overYear: 'Au fil de l’année',
    trendColumns: ['À la fin du', 'Chiffre', 'Compte'],
    chart: (n: number, title: string) =>
      `Graphique : la part de chaque organisme pour la cible ${n}, ${title}.`,
    chartTrend: (n: number) => `Graphique : le chiffre de la cible ${n} à la fin de chaque mois.`,
    goalMark: (share: string) => `trait : cible, ${share}`,
    noOrganisation: 'Aucun organisme n’a de chiffre pour cette cible.',
  },
  none: '–',
  noneExcluded: 'Aucune',
  goalOver: (share: number) => `plus de ${formatPercent(share, 'fr')}`,
  goalAtLeast: (share: number) => formatPercent(share, 'fr'),
  coverage: ({ reporting, subject, missing }: Figure['coverage'], names: string) =>
    `${number(reporting)} sur ${number(subject)} organismes${missing.length > 0 ? `. Rien reçu de : ${names}` : ''}`,
  provenance: ({ observed, imported, declared }: Figure['provenance']) =>
    `${number(observed)} observés ici, ${number(imported)} importés avec preuve, ${number(declared)} déclarés`,
  excluded: (unit: string, organisation: string, reason: string, since: string) =>
    `${unit} (${organisation}) : ${reason}, depuis le ${formatDay(since, 'fr')}`,
  withExcluded: (share: string) => `Avec ce qui est exclu, le chiffre serait ${share}.`,
  change: (points: number) =>
    points === 0
      ? 'Le même'
      : `${formatNumber(Math.abs(points), 'fr')} ${plural(Math.abs(points), 'fr', { one: 'point', other: 'points' })} de ${points > 0 ? 'plus' : 'moins'}`,
  period: (from: string, to: string) => `Du ${formatDay(from, 'fr')} au ${formatDay(to, 'fr')}`,
  count: (n: number, of: number) => `${number(n)} sur ${number(of)}`,
  organisations: {
    title: 'Les organismes',
    lead: 'Le chiffre de chaque organisme pour chacune des dix cibles. Un tiret : aucun chiffre.',
    first: 'Organisme',
  },
  contests: {
    title: 'Les contestations de l’année',
    none: 'Aucun organisme n’a contesté de chiffre cette année.',
    columns: ['Le', 'Organisme', 'Cible', 'Raison', 'Réponse'],
    awaited: 'Réponse attendue',
    verdicts: { upheld: 'Retenue', rejected: 'Rejetée' },
    corrected: (share: string) => `valeur corrigée : ${share}`,
  },
  method: {
    title: 'La méthode, et comment tout recalculer',
    lines: [
      'Chaque chiffre est une part : un nombre d’unités (services, consultations, échéances, organismes, employés, processus) sur le nombre de celles qui comptent. Il est calculé à partir de ce qui s’est réellement passé, un événement à la fois, par le même calcul que celui des pages publiques ; aucun n’est écrit à la main.',
      'Trois états ne se confondent jamais : aucune donnée, sans objet, et zéro.',
      'Les comptes de personnes sont publiés en multiples de cinq, vers le bas ; ce qui serait trop petit est regroupé par une règle écrite.',
      'Une contestation et sa réponse restent affichées pour toujours à côté du chiffre. Une exclusion est publiée avec sa raison et son auteur, et le chiffre est montré avec et sans.',
    ],
    recompute: (address: string, publication: string) =>
      `Pour recalculer : téléchargez ${address}/donnees/parvis-verify, puis lancez « node parvis-verify.mjs ${address}/donnees/mesures/${publication} ». Le programme refait chaque chiffre, vérifie que les fichiers sont ceux du registre signé, et nomme ce qui diffère.`,
    recomputeDraft: (address: string) =>
      `Les chiffres d’un jour se recalculent une fois ce jour publié, à ${address}/donnees/mesures.`,
    publication: 'Publication de mesures',
    digest: 'Empreinte de son manifeste (SHA-256)',
    head: 'Événements comptés',
    root: 'Racine du registre (SHA-256)',
    notSigned: 'non signée',
  },
} as const)

/** One decimal; a figure under its target is never written as if it had reached it. */
export const shareWords = (share: number | null, goal?: number): string => {
  if (share === null) return words.none
  const nearest = Math.round(share * 1000) / 1000
  const crossed = goal !== undefined && share < goal && nearest >= goal
  return formatPercent(crossed ? Math.floor(share * 1000) / 1000 : nearest, 'fr')
}

export const goalWords = ({ goal }: Pick<Figure, 'goal'>): string =>
  goal.rule === 'over' ? words.goalOver(goal.share) : words.goalAtLeast(goal.share)

export const stateWords = ({ state, goal }: Pick<Figure, 'state' | 'goal'>): string =>
  words.states[state === 'value' ? (goal.met ? 'met' : 'unmet') : state]
