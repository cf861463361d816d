import { frenchSpacesIn } from '#kernel'
import type { ObstacleKind, Paper, ProcessRefusal, Stage } from '#processes'
import { SPACE } from '../words.ts'

/** Where the inventory's pages are. */
export const PROCESSES = SPACE.processes
export const NEW_PROCESS = `${PROCESSES}/nouveau`
export const UNITS = `${PROCESSES}/unites`
export const INVENTORY_FILE = `${PROCESSES}/inventaire.csv`
export const processAt = (id: string): string => `${PROCESSES}/${encodeURIComponent(id)}`
export const headFormAt = (id: string): string => `${processAt(id)}/modifier`
export const stepFormAt = (id: string, step: string): string =>
  `${processAt(id)}/etapes/${encodeURIComponent(step)}`
/** The address of the form of a step that is not there yet. */
export const NEW_STEP = 'nouvelle'

export const STAGE_WORDS: Record<Stage, { name: string; asks: string }> = frenchSpacesIn({
  request: { name: 'Demande', asks: 'Comment la demande arrive-t-elle ?' },
  evidence: { name: 'Preuves', asks: 'Quelles pièces sont remises, et comment ?' },
  handling: { name: 'Traitement', asks: 'Que fait-on à l’interne ?' },
  decision: { name: 'Décision', asks: 'Qui décide, et comment est-ce signé ?' },
  delivery: { name: 'Remise', asks: 'Comment la réponse est-elle remise ?' },
  archive: { name: 'Archives', asks: 'Où et comment est-ce conservé ?' },
} as const)

export const PAPER_WORDS: Record<Paper, { short: string; choice: string }> = frenchSpacesIn({
  none: { short: 'Sans papier', choice: 'Il n’y en a pas' },
  enters: { short: 'Du papier entre', choice: 'Il entre : un formulaire, une lettre, une pièce' },
  handled: { short: 'Du papier est manipulé', choice: 'Il est manipulé : imprimé, annoté, transmis' },
  leaves: { short: 'Du papier sort', choice: 'Il sort : une lettre, un permis imprimé' },
  archived: { short: 'Du papier est archivé', choice: 'Il est archivé : une chemise, une boîte' },
} as const)

export const OBSTACLE_WORDS: Record<ObstacleKind, string> = frenchSpacesIn({
  law: 'Une loi',
  system: 'Un système',
  habit: 'Une habitude',
} as const)

/** The words of these pages. French only: it is the staff's interface (Charter of the French language, C-11, s. 18.1). */
export const words = frenchSpacesIn({
  title: 'Processus administratifs',
  lead: 'Chaque processus de l’organisme, étape par étape : où du papier entre, est manipulé, sort ou est archivé, et ce qui le maintient.',
  readOnly:
    'Vous pouvez tout lire ici. Les personnes qui ont le rôle « Planification » modifient l’inventaire.',
  add: 'Ajouter un processus',
  units: 'Unités',
  export: 'Exporter l’inventaire (CSV)',
  tabs: 'Processus',
  active: 'En cours',
  archived: 'Archivés',
  search: 'Nom du processus',
  filters: { unit: 'Unité', paper: 'Papier', obstacle: 'Maintenu par' },
  all: { unit: 'Toutes', paper: 'Avec et sans', obstacle: 'Toute cause' },
  article: (article: string) => `Article : ${article}`,
  paper: { none: 'Sans papier', some: 'Papier', unknown: 'À décrire' },
  observed: 'observé',
  columns: {
    name: 'Processus',
    unit: 'Unité',
    paper: 'Papier',
    steps: 'Étapes avec papier',
    obstacles: 'Maintenu par',
    pages: 'Pages par an',
    hours: 'Heures par an',
    changed: 'Modifié le',
  },
  stepsWith: (count: number, of: number) => `${count} sur ${of}`,
  caption: 'Les processus de l’inventaire',
  empty: {
    title: 'L’inventaire est vide',
    text: 'Commencez par un processus que tout le monde connaît : ses six étapes tiennent sur une page.',
  },
  noneFound: { title: 'Aucun processus trouvé', text: 'Aucun processus ne répond à ces filtres.' },
  noneArchived: {
    title: 'Rien d’archivé',
    text: 'Un processus qui ne se fait plus s’archive depuis sa page.',
  },
  clear: 'Effacer les filtres',
  totals: {
    processes: 'Processus',
    without: 'Sans papier',
    share: (without: number, described: number) => `${without} sur ${described} décrits`,
    pages: 'Pages par an',
    hours: 'Heures par an',
    known: (count: number) => `coût connu de ${count} processus`,
    none: 'aucun coût connu',
  },
  byUnit: {
    title: 'Par unité',
    caption: 'Ce que l’inventaire compte dans chaque unité',
    processes: 'Processus',
    with: 'Avec papier',
    without: 'Sans papier',
    unknown: 'À décrire',
    total: 'Ensemble',
  },
  form: {
    newTitle: 'Ajouter un processus',
    editTitle: (name: string) => `Modifier : ${name}`,
    name: 'Comment s’appelle ce processus ?',
    nameExample: 'Délivrance d’un permis de construction',
    unit: 'Quelle unité en est responsable ?',
    unitWhy: 'Choisissez un nom qui existe, ou écrivez-en un nouveau.',
    service: 'Se fait-il par un service offert ici ?',
    serviceWhy:
      'Ce qui se passe dans ce service est alors observé : un formulaire reçu sur papier, une lettre postée.',
    noService: 'Non',
    cost: 'Ce que le papier coûte en un an',
    costWhy: 'Une estimation suffit. Laissez vide ce que personne ne sait.',
    pages: 'Pages par an',
    hours: 'Heures par an',
    pagesExample: '12 000',
    hoursExample: '350',
    create: 'Ajouter, puis décrire ses étapes',
    save: 'Enregistrer',
  },
  step: {
    newTitle: (stage: string) => `Nouvelle étape : ${stage}`,
    editTitle: (stage: string) => `Modifier l’étape : ${stage}`,
    what: 'Que se passe-t-il à cette étape ?',
    stage: 'De quelle étape s’agit-il ?',
    paper: 'Où est le papier ?',
    why: 'Qu’est-ce qui maintient ce papier ?',
    whyHint: 'Remplissez ce qui s’applique ; rien de tout cela n’est obligatoire.',
    articles: 'Articles de loi',
    articlesWhy:
      'Un par ligne, comme on les cite. La liste des articles qui maintiennent du papier est publique.',
    articlesExample: 'A-21.1, a. 7',
    law: 'Ce que la loi demande',
    system: 'Le système qui l’impose',
    systemWhy: 'Ce qu’il ne sait pas faire, et quand il sera remplacé.',
    habit: 'L’habitude',
    habitWhy: 'Depuis quand, et qui y tient.',
    save: 'Enregistrer l’étape',
  },
  page: {
    kicker: (unit: string) => `Processus · ${unit}`,
    line: 'Le fil du processus',
    notDescribed: 'À décrire',
    describe: 'Décrire',
    absent: 'Ce processus n’a pas cette étape.',
    setAbsent: 'Il n’y en a pas',
    setPresent: 'Il y en a une',
    edit: 'Modifier',
    addAnother: 'Ajouter une étape',
    up: 'Plus tôt',
    down: 'Plus tard',
    drop: 'Retirer',
    head: 'En bref',
    editHead: 'Modifier le nom, l’unité et le coût',
    unit: 'Unité',
    service: 'Service',
    noService: 'Aucun service offert ici',
    cost: 'Coût du papier',
    costOf: (pages: string | null, hours: string | null) =>
      [pages && `${pages} pages par an`, hours && `${hours} heures par an`].filter(Boolean).join(', ') ||
      'inconnu',
    verdict: 'Dans le baromètre',
    number: 'Numéro public',
    verdicts: {
      none: 'Sans papier',
      some: 'Avec du papier',
      archived: 'Archivé, hors de la cible 9',
      unknown: 'Pas encore compté : il reste des étapes à décrire',
    },
    since: (day: string, isObserved: boolean) => `depuis le ${day}, ${isObserved ? 'observé' : 'déclaré'}`,
    keeps: 'Ce qui maintient le papier',
    keepsNone: 'Aucune cause n’est dite.',
    toDescribe: (names: string) =>
      `Il reste à décrire : ${names}. Le processus comptera comme sans papier quand ses six étapes seront dites, et comme ayant du papier dès que l’une en a.`,
    denied: 'Du papier est observé ici, alors que rien n’en est déclaré',
    seenToo: 'Du papier est observé ici',
    seen: (times: string, stage: string, day: string) => `${stage} : ${times}, la dernière fois le ${day}.`,
    times: (count: string, isOne: boolean) =>
      isOne ? 'une fois en douze mois' : `${count} fois en douze mois`,
    seenWhy: 'Ce qui est observé l’emporte pendant douze mois sur ce qui est déclaré.',
    archive: 'Archiver ce processus',
    archiveWhy:
      'Il quitte l’inventaire, ses listes et ses totaux, et vous pourrez le rétablir. La cible 9 ne le compte plus.',
    archivedNotice: 'Ce processus est archivé.',
    restore: 'Le rétablir',
    history: 'Ce qui s’est passé',
    dropped: 'L’étape est retirée.',
    undo: 'Remettre l’étape',
  },
  happened: {
    'process.added': 'Ajouté à l’inventaire',
    'process.archived': 'Archivé',
    'process.restored': 'Rétabli',
    changed: {
      head: 'Nom, unité, service ou coût modifié',
      step: 'Étape décrite, modifiée ou retirée',
      order: 'Ordre des étapes changé',
      absent: 'Étape dite absente, ou présente',
    },
    times: (what: string, times: number) => `${what} (${times} fois)`,
    recorded: { none: 'Compté sans papier', some: 'Compté avec du papier' },
    because: { declared: 'd’après la description', observed: 'd’après ce qui est observé ici' },
  },
  robot: 'Observation automatique',
  unitsPage: {
    title: 'Unités de l’organisme',
    lead: 'Les processus et les milieux de travail sont rangés par unité. Un nom peut changer : ce qui a été déclaré reste rattaché.',
    caption: 'Les unités',
    columns: { name: 'Unité', since: 'Depuis le', processes: 'Processus', act: 'Actes' },
    closedSince: (day: string) => `fermée le ${day}`,
    rename: 'Renommer',
    renameOrClose: 'Renommer ou fermer',
    newName: (name: string) => `Nouveau nom de « ${name} »`,
    close: 'Fermer',
    reopen: 'Rouvrir',
    add: 'Ajouter une unité',
    addName: 'Nom de l’unité',
    empty: 'Aucune unité encore.',
  },
  done: {
    ajoute: 'Le processus est dans l’inventaire. Décrivez maintenant ses étapes.',
    modifie: 'Le processus est enregistré.',
    etape: 'L’étape est enregistrée.',
    ordre: 'L’ordre des étapes est changé.',
    absente: 'C’est noté.',
    retiree: 'L’étape est retirée.',
    archive: 'Le processus est archivé.',
    retabli: 'Le processus est rétabli.',
    unite: 'Les unités sont à jour.',
  } as Record<string, string>,
  cancel: 'Annuler',
  back: 'Revenir au processus',
  file: {
    name: 'inventaire-des-processus',
    head: [
      'processus',
      'identifiant',
      'unite',
      'service',
      'etat',
      'papier',
      'observe',
      'etapes',
      'etapes_avec_papier',
      'maintenu_par',
      'articles',
      'pages_par_an',
      'heures_par_an',
      'modifie_le',
    ],
    yes: 'oui',
    no: 'non',
  },
} as const)

/** Every reason for which an act of the inventory is refused. One without a sentence does not compile. */
export const REFUSALS: Record<ProcessRefusal, string> = frenchSpacesIn({
  'planner-needed': 'Seules les personnes qui ont le rôle « Planification » modifient l’inventaire.',
  'key-malformed': 'Le formulaire est incomplet : ouvrez la page de nouveau.',
  'name-missing': 'Écrivez un nom.',
  'name-too-long': 'Raccourcissez le nom : 120 caractères au plus.',
  'unit-missing': 'Dites quelle unité en est responsable.',
  'unit-unknown': 'Cette unité n’est pas de votre organisme.',
  'unit-taken': 'Une autre unité porte déjà ce nom.',
  'unit-in-use': 'Des processus en cours sont de cette unité : archivez-les ou changez-les d’unité d’abord.',
  'too-many-units': 'Un organisme a 500 unités au plus.',
  'service-unknown': 'Choisissez un service que votre organisme offre ici.',
  'cost-malformed': 'Écrivez un nombre entier, par exemple 12 000, ou laissez vide.',
  'stage-unknown': 'Choisissez une des six étapes.',
  'paper-unknown': 'Dites où est le papier, même s’il n’y en a pas.',
  'what-missing': 'Dites ce qui se passe à cette étape.',
  'text-too-long': 'Raccourcissez le texte : 500 caractères au plus.',
  'article-malformed':
    'Écrivez chaque article sur sa ligne, avec son numéro, en 80 caractères au plus : A-21.1, a. 7.',
  'too-many-articles': 'Une étape nomme dix articles au plus.',
  'obstacle-without-paper':
    'Vous dites qu’il n’y a pas de papier : rien ne peut alors le maintenir. Dites où il est, ou effacez ce qui le maintient.',
  'too-many-steps': 'Un processus a 40 étapes au plus.',
  'step-unknown': 'Cette étape n’est plus dans le processus.',
  'stage-described': 'Une étape est décrite là : retirez-la d’abord.',
  'changed-elsewhere':
    'Quelqu’un d’autre, ou un autre onglet, a changé la même chose entre-temps. Voici ce que vous aviez écrit ; comparez avec la page du processus, puis enregistrez de nouveau.',
  'process-archived': 'Ce processus est archivé : rétablissez-le d’abord.',
  'process-active': 'Ce processus n’est pas archivé.',
})
