import { formatNumber, formatShare, frenchSpacesIn, plural } from '#kernel'
import type { FaultKind, ImportStatus, VolumeChannel, VolumeRefusal } from '#volumes'
import { SPACE } from '../words.ts'

/** The pages of volumes counted elsewhere. */
export const VOLUMES = SPACE.volumes
export const NEW = `${VOLUMES}/nouveau`
export const TEMPLATE = `${VOLUMES}/gabarit.csv`
export const importPage = (id: string): string => `${VOLUMES}/${id}`

const number = (count: number): string => formatNumber(count, 'fr')
const rows = (count: number): string =>
  `${number(count)} ${plural(count, 'fr', { one: 'ligne', other: 'lignes' })}`

export const words = frenchSpacesIn({
  title: 'Volumes des autres canaux',
  lead: 'Ce que vos services ont reçu au comptoir, au téléphone, par la poste ou ailleurs, sans passer par la plateforme. La cible 8 le compte avec ce qui est déposé ici.',
  readOnly: 'Les personnes de la planification importent les volumes. Vous pouvez tout lire.',
  begin: 'Importer un fichier',
  template: 'Télécharger le gabarit (CSV)',
  counted: {
    title: 'Compté dans les douze derniers mois',
    none: 'Rien n’a été compté hors de la plateforme dans les douze derniers mois.',
    service: 'Service',
    channel: 'Canal',
    months: 'Mois',
    total: 'Demandes',
    of12: (months: number) => `${months} sur 12`,
  },
  history: {
    title: 'Importations',
    empty: 'Aucune importation',
    emptyText:
      'Le gabarit a déjà vos services et le dernier mois. Remplissez la colonne « nombre » et envoyez le fichier.',
    at: 'Envoyée le',
    file: 'Fichier',
    by: 'Par',
    rows: 'Lignes',
    status: 'État',
  },
  status: {
    received: 'Vérification en cours',
    faulty: 'À corriger',
    checked: 'À confirmer',
    confirmed: 'Application en cours',
    applied: 'Appliquée',
    undoing: 'Annulation en cours',
    undone: 'Annulée',
    dropped: 'Abandonnée',
    'taken-over': 'Reprise',
  } satisfies Record<ImportStatus, string>,
  channels: {
    portal: 'en ligne',
    partner: 'partenaire',
    counter: 'comptoir',
    phone: 'téléphone',
    paper: 'papier',
    other: 'autre',
  } satisfies Record<VolumeChannel, string>,
  form: {
    title: 'Importer des volumes',
    kicker: 'Rien n’est compté avant que vous ayez vu ce qui changerait.',
    file: 'Le fichier',
    fileWhy:
      'Un CSV en UTF-8, avec les colonnes service, mois (AAAA-MM), canal et nombre ; la colonne note est facultative. Point-virgule ou virgule.',
    rules: 'Un fichier CSV',
    known: 'Des mois sont déjà comptés ?',
    knownWhy: 'Vous pourrez changer d’idée à l’étape suivante.',
    knownOptions: { replace: 'Remplacer par le fichier', add: 'Ajouter ce que dit le fichier' },
    repeated: 'La même ligne revient dans le fichier ?',
    repeatedOptions: {
      refuse: 'C’est une erreur : la signaler',
      add: 'C’est voulu (deux comptoirs, par exemple) : additionner',
    },
    provenance: 'D’où viennent ces nombres ?',
    provenanceOptions: {
      declared: 'Nous les déclarons',
      imported: 'Ils viennent d’un relevé que je joins (PDF ou image)',
    },
    evidence: 'Le relevé',
    evidenceWhy: 'Il reste dans votre organisme. Le public lit seulement que ces volumes ont une preuve.',
    evidenceMissing: 'Joignez le relevé, ou dites que vous déclarez ces nombres.',
    send: 'Envoyer et vérifier',
  },
  progress: {
    checking: 'Vérification du fichier',
    applying: 'Application de l’importation',
    undoing: 'Annulation de l’importation',
    text: 'La page se met à jour toute seule. Vous pouvez la fermer : le travail continue.',
    of: (done: number, todo: number) => `${number(done)} sur ${rows(todo)}`,
    reload: 'Voir où c’en est',
    stop: 'Ne plus mettre à jour',
    stopped: 'La page ne se met plus à jour. Vous pouvez la fermer : le travail continue.',
  },
  faulty: {
    title: (count: number) =>
      `${number(count)} ${plural(count, 'fr', { one: 'cellule à corriger', other: 'cellules à corriger' })}`,
    text: 'Rien n’a été importé. Corrigez le fichier et envoyez-le de nouveau.',
    kinds: 'Par sorte d’erreur',
    kind: 'Erreur',
    times: 'Fois',
    mend: 'Comment la corriger',
    list: 'Chaque erreur',
    first: (most: number) => `Les ${number(most)} premières sont listées ; toutes sont comptées.`,
    line: 'Ligne',
    column: 'Colonne',
    read: 'Ce qui a été lu',
    download: 'Télécharger les erreurs (CSV)',
    again: 'Envoyer le fichier corrigé',
    meant: (name: string) => `Vouliez-vous dire « ${name} » ?`,
    firstLine: (line: string) => `Déjà lue à la ligne ${line}.`,
    nothing: '(vide)',
  },
  faults: {
    'service-missing': [
      'Le service manque',
      'Écrivez l’identifiant du service, ou son nom comme sur sa page.',
    ],
    'service-unknown': [
      'Service inconnu',
      'Écrivez l’identifiant ou le nom d’un service de votre organisme.',
    ],
    'month-missing': ['Le mois manque', 'Écrivez l’année et le mois : 2026-03.'],
    'month-unreadable': [
      'Mois illisible',
      'Écrivez 2026-03. Un tableur en fait parfois « mars-26 » : mettez la colonne en format texte.',
    ],
    'month-not-over': ['Mois qui n’est pas fini', 'Attendez la fin du mois, ou enlevez la ligne.'],
    'month-too-old': ['Mois trop ancien', 'On compte à partir de 1990. Vérifiez l’année.'],
    'channel-missing': [
      'Le canal manque',
      'Écrivez comptoir, téléphone, papier, en ligne, partenaire ou autre.',
    ],
    'channel-unknown': [
      'Canal inconnu',
      'Écrivez comptoir, téléphone, papier, en ligne, partenaire ou autre.',
    ],
    'count-missing': [
      'Le nombre manque',
      'Écrivez 0 s’il n’y a rien eu ; enlevez la ligne si vous ne le savez pas.',
    ],
    'count-unreadable': ['Nombre illisible', 'Écrivez un nombre entier, en chiffres : 1250.'],
    'count-negative': ['Nombre négatif', 'Pour corriger une importation, annulez-la ou remplacez-la.'],
    'count-too-large': ['Nombre trop grand', 'Vérifiez : ce nombre dépasse un milliard.'],
    repeated: [
      'Ligne qui revient',
      'Gardez une seule ligne par service, mois et canal ; ou choisissez d’additionner en envoyant le fichier.',
    ],
  } satisfies Record<FaultKind, [name: string, mend: string]>,
  columns: { service: 'service', month: 'mois', channel: 'canal', count: 'nombre', note: 'note' } as Record<
    string,
    string
  >,
  preview: {
    title: 'Ce que l’importation changerait',
    service: 'Service',
    channel: 'Canal',
    months: 'Mois',
    before: 'Avant',
    after: 'Après',
    unknown: 'rien de compté',
    partly: (known: number, months: number) => `${number(known)} mois sur ${number(months)} déjà comptés`,
    span: (first: string, last: string) => (first === last ? first : `${first} à ${last}`),
    blank: (count: number) =>
      `${rows(count)} sans nombre ${plural(count, 'fr', { one: 'a été laissée', other: 'ont été laissées' })} de côté : ce qu’on ne sait pas n’est pas zéro.`,
    repeated: (count: number) =>
      `${rows(count)} ${plural(count, 'fr', { one: 'revenait', other: 'revenaient' })} et ${plural(count, 'fr', { one: 'a été additionnée', other: 'ont été additionnées' })}.`,
    target: 'Effet sur la cible 8 de votre organisme',
    figure: (before: string, after: string) => `Aujourd’hui : ${before}. Avec ce fichier : ${after}.`,
    share: (n: number, d: number, value: number | null) =>
      value === null ? 'aucun service compté' : `${n} sur ${d} (${formatShare(value, 'fr', 0.75)})`,
    same: 'Aucun service ne change de taux dans les douze derniers mois.',
    rate: 'Taux d’utilisation en ligne',
    meets: 'plus de 75 %',
    doesNot: '75 % ou moins',
    notCounted: 'n’est pas compté',
    known: 'Les mois déjà comptés',
    confirm: 'Confirmer l’importation',
    drop: 'Abandonner',
    another: 'Envoyer un autre fichier',
    show: 'Revoir avec ce choix',
  },
  applied: {
    title: 'Ce que l’importation a changé',
    undo: 'Annuler toute l’importation',
    undoWhy:
      'Annuler ramène les nombres à ce qu’ils étaient. L’importation et son annulation restent toutes deux dans l’historique et dans le registre public.',
    nothing: 'Tout était déjà compté ainsi : rien n’a changé.',
  },
  about: {
    file: 'Fichier',
    sent: 'Envoyé',
    by: 'Par',
    rows: 'Lignes',
    provenance: 'Provenance',
    provenances: { declared: 'déclarés', imported: 'importés avec preuve' },
    evidence: 'Preuve',
    digest: 'Empreinte du fichier (SHA-256)',
    appliedAt: 'Appliquée',
    undoneAt: 'Annulée',
    original: 'Télécharger les lignes (CSV)',
  },
  /** What was asked, by where it stands since: what was applied or undone meanwhile is no longer said to be asked for. */
  done: {
    confirmer: { confirmed: 'L’importation est confirmée.', applied: 'L’importation est appliquée.' },
    abandonner: { dropped: 'L’importation est abandonnée : rien n’a changé.' },
    annuler: {
      undoing: 'L’annulation est demandée.',
      undone: 'L’importation est annulée : les nombres sont revenus à ce qu’ils étaient.',
    },
  } as Record<string, Partial<Record<ImportStatus, string>>>,
  refused: 'Cela n’a pas été fait',
  cancel: 'Revenir sans rien envoyer',
  back: 'Toutes les importations',
} as const)

/** Why something is refused, for whoever can mend it. */
export const REFUSALS: Record<
  VolumeRefusal | 'not-found' | 'evidence-not-stored',
  (details: Record<string, unknown>) => string
> = {
  'planner-needed': () => 'Seules les personnes de la planification importent des volumes.',
  'key-malformed': () => 'La page était trop ancienne. Envoyez le fichier de nouveau.',
  'file-missing': () => 'Choisissez un fichier.',
  'file-empty': () => 'Le fichier est vide, ou n’a que ses titres de colonnes.',
  'file-too-large': () => 'Le fichier dépasse 64 Mo ou 500 000 lignes : coupez-le en plusieurs.',
  'encoding-not-utf8': ({ line }) =>
    `Le fichier n’est pas en UTF-8 (cela se voit à la ligne ${String(line)}). Dans Excel : Enregistrer sous, puis « CSV UTF-8 (délimité par des virgules) ».`,
  'encoding-utf16': () =>
    'Le fichier est en UTF-16. Dans Excel : Enregistrer sous, puis « CSV UTF-8 (délimité par des virgules) ».',
  'columns-missing': ({ missing, found }) =>
    `Il manque ${(missing as string[]).map((one) => `« ${one} »`).join(', ')} à la première ligne ; on y a lu : ${(found as string[]).join(', ') || 'rien'}. Partez du gabarit.`,
  'file-malformed': ({ line }) =>
    `Le fichier ne se lit plus comme un CSV${line ? ` à partir de la ligne ${String(line)}` : ''} : un guillemet n’y est pas fermé.`,
  'already-imported': () => 'Ce fichier est déjà importé, tel quel. Il est dans la liste des importations.',
  'evidence-not-accepted': () => 'Le relevé doit être un PDF ou une image (JPEG, PNG), de 10 Mo au plus.',
  'import-faulty': () => 'Des lignes sont à corriger : rien ne peut être importé.',
  'import-not-checked': () => 'Cette importation a déjà été traitée, ou ne l’est pas encore.',
  'import-not-applied': () => 'Seule une importation appliquée peut être annulée.',
  'changed-since': () => 'Une importation plus récente a changé les mêmes mois : annulez-la d’abord.',
  'mapping-malformed': () => 'La correspondance ne se lit pas.',
  'inventory-empty': () => 'Aucune ligne n’a pu servir.',
  'not-found': () => 'Cette importation n’existe pas dans votre organisme.',
  'evidence-not-stored': () => 'Le relevé n’a pas pu être gardé. Envoyez-le de nouveau.',
}
