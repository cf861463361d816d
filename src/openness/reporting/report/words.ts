import {
  defineWords,
  formatDay,
  formatNumber,
  formatPercent,
  formatShare,
  type Language,
  plural,
} from '#kernel'
import type { Figure } from '#barometer'

/** The words of the report, which is laid before the government in French (C-11, s. 14) and read in English too. */
export const words = defineWords({
  fr: {
    title: (year: number) => `Rapport annuel ${year} : la transformation numérique`,
    draft: 'PROVISOIRE',
    draftText: (day: string) =>
      `Ce document montre les chiffres du ${formatDay(day, 'fr')}, avant la fin de l’année. Le rapport sera publié une fois l’année terminée.`,
    made: (day: string, at: string) => `Chiffres du ${day}. Établi le ${at}.`,
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
      wording: (wording: string) => `« ${wording} »`,
      official: '',
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
    goalOver: (share: string) => `plus de ${share}`,
    coverage: ({ reporting, subject, missing }: Figure['coverage'], names: string) =>
      `${formatNumber(reporting, 'fr')} sur ${formatNumber(subject, 'fr')} organismes${missing.length > 0 ? `. Rien reçu de : ${names}` : ''}`,
    provenance: ({ observed, imported, declared }: Figure['provenance']) =>
      `${formatNumber(observed, 'fr')} observés ici, ${formatNumber(imported, 'fr')} importés avec preuve, ${formatNumber(declared, 'fr')} déclarés`,
    excluded: (unit: string, organisation: string, reason: string, since: string) =>
      `${unit} (${organisation}) : ${reason}, depuis le ${formatDay(since, 'fr')}`,
    withExcluded: (share: string) => `Avec ce qui est exclu, le chiffre serait ${share}.`,
    change: (points: number) =>
      points === 0
        ? 'Le même'
        : `${formatNumber(Math.abs(points), 'fr')} ${plural(Math.abs(points), 'fr', { one: 'point', other: 'points' })} de ${points > 0 ? 'plus' : 'moins'}`,
    period: (from: string, to: string) => `Du ${formatDay(from, 'fr')} au ${formatDay(to, 'fr')}`,
    count: (n: number, of: number) => `${formatNumber(n, 'fr')} sur ${formatNumber(of, 'fr')}`,
    organisations: {
      title: 'Les organismes',
      lead: 'Le chiffre de chaque organisme pour chacune des dix cibles. Un tiret : aucun chiffre.',
      first: 'Organisme',
    },
    contests: {
      title: 'Les contestations de l’année',
      none: 'Aucun organisme n’a contesté de chiffre cette année.',
      typed: '',
      heading: (organisation: string, target: number, day: string) =>
        `${organisation}, cible ${target}, le ${formatDay(day, 'fr')}`,
      awaited: 'Réponse attendue.',
      verdicts: { upheld: 'Contestation retenue.', rejected: 'Contestation rejetée.' },
      corrected: (share: string) => `Valeur corrigée : ${share}.`,
    },
    method: {
      title: 'La méthode, et comment tout recalculer',
      lines: [
        'Chaque chiffre est une part : un nombre d’unités (services, consultations, échéances, organismes, employés, processus) sur le nombre de celles qui comptent. Il est calculé à partir de ce qui s’est réellement passé, un événement à la fois, par le même calcul que celui des pages publiques ; aucun n’est écrit à la main.',
        'Trois états ne se confondent jamais : aucune donnée, sans objet, et zéro.',
        'Les comptes de personnes sont publiés en multiples de cinq, vers le bas ; ce qui serait trop petit est regroupé par une règle écrite.',
        'Une contestation et sa réponse restent affichées pour toujours à côté du chiffre. Une exclusion est publiée avec sa raison et son auteur, et le chiffre est montré avec et sans.',
      ] as readonly string[],
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
  },
  en: {
    title: (year: number) => `Yearly report ${year}: the digital transformation`,
    draft: 'DRAFT',
    draftText: (day: string) =>
      `This document shows the figures of ${formatDay(day, 'en')}, before the year is over. The report will be published once it is.`,
    made: (day: string, at: string) => `Figures of ${day}, made on ${at}`,
    page: (n: number, of: number) => `${n} of ${of}`,
    invented: 'Demonstration: the organisations and the data are invented.',
    summary: {
      title: 'The ten targets',
      lead: (reached: number, known: number) =>
        `${reached === 0 ? 'No target' : `${reached} ${plural(reached, 'en', { one: 'target', other: 'targets' })}`} of ten ${plural(reached, 'en', { one: 'is reached', other: 'are reached' })}; ${known} ${plural(known, 'en', { one: 'has a figure', other: 'have a figure' })}.`,
      columns: ['Target', 'Figure', 'Count', 'To be reached', 'State'],
    },
    states: {
      met: 'Reached',
      unmet: 'Not reached',
      'no-data': 'No data',
      'not-applicable': 'Not applicable',
    },
    target: {
      heading: (n: number, title: string) => `Target ${n}. ${title}`,
      wording: (wording: string) => `“${wording}”`,
      official: 'The official wording is in French:',
      definition: (version: number, from: string) =>
        `Definition ${version}, in force since ${formatDay(from, 'en')}`,
      facts: ['What', 'Value'],
      figure: 'Figure',
      count: 'Count',
      goal: 'To be reached',
      period: 'Period',
      dataDate: 'Last data',
      coverage: 'Coverage',
      provenance: 'Provenance',
      exclusions: 'Exclusions',
      change: 'In a year',
      events: 'Events behind the figure',
      byOrganisation: 'By organisation',
      organisationColumns: ['Organisation', 'Figure', 'Count', 'State'],
      overYear: 'Through the year',
      trendColumns: ['At the end of', 'Figure', 'Count'],
      chart: (n: number, title: string) => `Chart: the share of each organisation for target ${n}, ${title}.`,
      chartTrend: (n: number) => `Chart: the figure of target ${n} at the end of each month.`,
      goalMark: (share: string) => `line: target, ${share}`,
      noOrganisation: 'No organisation has a figure for this target.',
    },
    none: '–',
    noneExcluded: 'None',
    goalOver: (share: string) => `over ${share}`,
    coverage: ({ reporting, subject, missing }: Figure['coverage'], names: string) =>
      `${formatNumber(reporting, 'en')} of ${formatNumber(subject, 'en')} organisations${missing.length > 0 ? `. Nothing received from: ${names}` : ''}`,
    provenance: ({ observed, imported, declared }: Figure['provenance']) =>
      `${formatNumber(observed, 'en')} observed here, ${formatNumber(imported, 'en')} imported with evidence, ${formatNumber(declared, 'en')} declared`,
    excluded: (unit: string, organisation: string, reason: string, since: string) =>
      `${unit} (${organisation}): ${reason}, since ${formatDay(since, 'en')}`,
    withExcluded: (share: string) => `With what is excluded, the figure would be ${share}.`,
    change: (points: number) =>
      points === 0
        ? 'The same'
        : `${formatNumber(Math.abs(points), 'en')} ${plural(Math.abs(points), 'en', { one: 'point', other: 'points' })} ${points > 0 ? 'more' : 'less'}`,
    period: (from: string, to: string) => `${formatDay(from, 'en')} to ${formatDay(to, 'en')}`,
    count: (n: number, of: number) => `${formatNumber(n, 'en')} of ${formatNumber(of, 'en')}`,
    organisations: {
      title: 'The organisations',
      lead: 'The figure of each organisation for each of the ten targets. A dash: no figure.',
      first: 'Organisation',
    },
    contests: {
      title: 'The challenges of the year',
      none: 'No organisation contested a figure this year.',
      typed: 'Reasons and answers are in the language in which they were written: French.',
      heading: (organisation: string, target: number, day: string) =>
        `${organisation}, target ${target}, on ${formatDay(day, 'en')}`,
      awaited: 'Awaiting an answer.',
      verdicts: { upheld: 'Challenge upheld.', rejected: 'Challenge rejected.' },
      corrected: (share: string) => `Corrected value: ${share}.`,
    },
    method: {
      title: 'The method, and how to compute it all again',
      lines: [
        'Each figure is a share: a number of units (services, consultations, deadlines, organisations, employees, processes) out of those that count. It is computed from what really happened, one event at a time, by the same calculation as that of the public pages; none is typed by hand.',
        'Three states are never confused: no data, not applicable, and zero.',
        'Counts of persons are published in multiples of five, rounded down; what would be too small is grouped by a written rule.',
        'A challenge and its answer stay shown beside the figure for ever. An exclusion is published with its reason and its author, and the figure is shown with and without it.',
      ],
      recompute: (address: string, publication: string) =>
        `To compute it again: download ${address}/donnees/parvis-verify, then run “node parvis-verify.mjs ${address}/donnees/mesures/${publication}”. The program redoes every figure, checks that the files are those of the signed ledger, and names what differs.`,
      recomputeDraft: (address: string) =>
        `The figures of a day can be computed again once that day is published, at ${address}/en/data/measures.`,
      publication: 'Publication of measures',
      digest: 'Digest of its manifest (SHA-256)',
      head: 'Events counted',
      root: 'Root of the ledger (SHA-256)',
      notSigned: 'not signed',
    },
  },
})

export const shareWords = (share: number | null, language: Language, goal?: number): string =>
  share === null ? words[language].none : formatShare(share, language, goal)

export const goalWords = ({ goal }: Pick<Figure, 'goal'>, language: Language): string => {
  const share = formatPercent(goal.share, language)
  return goal.rule === 'over' ? words[language].goalOver(share) : share
}

export const stateWords = ({ state, goal }: Pick<Figure, 'state' | 'goal'>, language: Language): string =>
  words[language].states[state === 'value' ? (goal.met ? 'met' : 'unmet') : state]
