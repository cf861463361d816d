import { formatFileSize, formatNumber, frenchSpacesIn } from '#kernel'
import type { FieldFault, Format, OpenDataRefusal, Quality, State, Suspicion, Theme } from '#opendata'
import { MOST_FILE_BYTES } from '#opendata'
import { SPACE } from '../words.ts'

/** Where the pages of the inventory of data are. */
export const DATA = SPACE.data
export const NEW_DATASET = `${DATA}/nouveau`
export const INVENTORY_FILE = `${DATA}/inventaire.csv`
export const datasetAt = (id: string): string => `${DATA}/jeux/${encodeURIComponent(id)}`
export const accessAt = (id: string, distribution: string): string =>
  `${datasetAt(id)}/acces/${encodeURIComponent(distribution)}`

const number = (count: number): string => formatNumber(count, 'fr')
const plural = (count: number, one: string, many: string): string =>
  `${number(count)} ${count < 2 ? one : many}`

export const THEME_WORDS: Record<Theme, string> = frenchSpacesIn({
  AGRI: 'Agriculture et alimentation',
  ECON: 'Économie et finances',
  EDUC: 'Éducation, culture et sport',
  ENER: 'Énergie',
  ENVI: 'Environnement',
  GOVE: 'Gouvernement et secteur public',
  HEAL: 'Santé',
  JUST: 'Justice et sécurité publique',
  REGI: 'Régions et villes',
  SOCI: 'Population et société',
  TECH: 'Science et technologie',
  TRAN: 'Transports',
} as const)

export const STATE_WORDS: Record<State, string> = {
  inventoried: 'À l’inventaire',
  preparing: 'En préparation',
  published: 'Publié',
  withdrawn: 'Retiré',
}

export const QUALITY_WORDS: Record<Quality, string> = {
  good: 'Tout est en ordre',
  fair: 'À améliorer',
  poor: 'Ne se télécharge pas',
  unchecked: 'Pas encore vérifié',
  none: 'Rien de publié',
}

export const SENSITIVITY_WORDS = {
  open: 'Ouvert : tout le monde peut le voir',
  restricted: 'Restreint : à l’usage de l’organisme',
  confidential: 'Confidentiel : la loi le protège',
} as const

export const FORMAT_WORDS: Record<Format, string> = { csv: 'CSV', json: 'JSON', geojson: 'GeoJSON' }

export const KIND_WORDS = { upload: 'Fichier', link: 'Lien', query: 'Requête' } as const

export const REASON_WORDS = frenchSpacesIn({
  errors: 'Les données contiennent des erreurs',
  'personal-data': 'On peut y reconnaître quelqu’un',
  replaced: 'Un autre jeu le remplace',
  'no-longer-held': 'L’organisme ne le détient plus',
  other: 'Autre raison',
} as const)

export const PERSONAL_WORDS: Record<Suspicion['kind'], string> = {
  name: 'des noms de personnes',
  email: 'des adresses de courriel',
  phone: 'des numéros de téléphone',
  address: 'des adresses de domicile',
  'birth-date': 'des dates de naissance',
  sin: 'des numéros d’assurance sociale',
  'health-number': 'des numéros d’assurance maladie',
}

export const FAULTS: Record<FieldFault, string> = frenchSpacesIn({
  missing: 'Ce champ doit être rempli.',
  'too-long': 'C’est trop long : dites-le en moins de mots.',
  'not-a-choice': 'Choisissez une des réponses proposées.',
  'not-an-email': 'Écrivez une adresse de courriel complète, comme donnees@organisme.example.',
  'not-a-day': 'Écrivez une date qui existe, comme 2026-11-22.',
  'before-its-start': 'La fin vient avant le début.',
} as const)

export const REFUSALS: Record<OpenDataRefusal | 'not-found' | 'evidence-not-stored', string> = frenchSpacesIn(
  {
    'data-keeper-needed': 'Seules les personnes qui ont le rôle « Données ouvertes » modifient l’inventaire.',
    'key-malformed': 'Le formulaire a perdu son identifiant. Relisez ce qui suit et envoyez-le de nouveau.',
    'fields-wrong': 'Des champs sont à corriger.',
    'title-known': 'L’inventaire a déjà un jeu de données de ce titre.',
    'potential-incomplete': 'Chaque critère du potentiel demande une réponse.',
    'dataset-withdrawn': 'Ce jeu est retiré : reprenez-le avant de le modifier.',
    'obstacle-unknown': 'Cet obstacle n’existe plus.',
    'distribution-unknown': 'Cet accès n’existe plus, ou il est retiré.',
    'nothing-pending':
      'Ce fichier n’attend plus d’être publié : il l’est déjà, ou un autre l’a remplacé. Voici ce qu’il en est.',
    'licence-missing': 'Choisissez d’abord une licence ouverte, dans la description du jeu.',
    'personal-data':
      'Ce jeu porte sur des personnes qu’on peut reconnaître : il ne peut pas être publié. Retirez-en ce qui les identifie, puis dites-le dans la description.',
    'not-open':
      'Ce jeu est restreint ou confidentiel : il ne peut pas être publié. Si cela a changé, dites-le dans la description.',
    'warnings-unconfirmed':
      'Des colonnes semblent personnelles : regardez-les, et cochez la case si elles ne le sont pas.',
    'reason-missing': 'Dites pourquoi : choisissez une raison et écrivez-la en quelques mots.',
    'replacement-unknown':
      'Choisissez le jeu qui le remplace : un autre jeu de votre inventaire, qui n’est pas retiré.',
    'file-empty': 'Choisissez un fichier qui n’est pas vide.',
    'file-too-large': `Le fichier dépasse ${formatFileSize(MOST_FILE_BYTES, 'fr')}. Publiez-le par un lien.`,
    'format-unknown':
      'Le format n’est pas de ceux qui se vérifient : CSV, JSON ou GeoJSON. Un classeur Excel s’enregistre en « CSV UTF-8 ».',
    'file-unreadable': 'Le fichier n’est pas ce que son format demande.',
    'url-refused': 'Cette adresse ne peut pas être publiée.',
    'source-unknown': 'La plateforme n’a pas cette source, ou elle est à un autre organisme.',
    'checked-just-now': 'Ce jeu a été vérifié il y a moins d’une minute, ou rien n’en est publié.',
    'too-many-distributions': 'Un jeu a 20 accès au plus. Retirez-en un, ou faites-en deux jeux.',
    'not-found': 'Rien de votre organisme ne répond à cette adresse.',
    'evidence-not-stored': 'Le fichier n’a pas été conservé. Envoyez-le de nouveau.',
  } as const,
)

/** The words of these pages. French only: it is the staff's interface (Charter of the French language, C-11, s. 18.1). */
export const words = frenchSpacesIn({
  title: 'Inventaire des données',
  lead: 'Tous les jeux de données de l’organisme, publiés ou non. Ceux qui ont un haut potentiel de réutilisation comptent dans la cible 10 dès qu’ils sont à l’inventaire.',
  readOnly:
    'Vous pouvez tout lire ici. Les personnes qui ont le rôle « Données ouvertes » modifient l’inventaire.',
  add: 'Ajouter un jeu de données',
  export: 'Exporter l’inventaire (CSV)',
  public: 'Voir la page publique',
  cancel: 'Annuler',
  back: 'Revenir à l’inventaire',
  done: {
    ajoute: 'Le jeu de données est à l’inventaire.',
    modifie: 'La description est à jour.',
    publie: 'C’est publié. La première vérification se fait dans la minute.',
    lie: 'Le lien est publié : il a été téléchargé et lu.',
    abandonne: 'Le fichier en attente est oublié.',
    retire: 'C’est retiré. La raison reste affichée.',
    repris: 'Le jeu est repris : il est en préparation.',
    obstacle: 'L’obstacle est noté.',
    leve: 'L’obstacle est levé.',
    verifie: 'La vérification est faite : voyez chaque critère.',
  } as Record<string, string>,
  search: 'Titre, mot-clé, lieu',
  filters: { state: 'État', theme: 'Thème', potential: 'Potentiel', quality: 'Vérification' },
  all: { state: 'Tous', theme: 'Tous', potential: 'Tous', quality: 'Toutes' },
  high: 'Haut',
  other: 'Ordinaire',
  clear: 'Effacer les filtres',
  caption: 'Les jeux de données de l’inventaire',
  columns: {
    title: 'Jeu de données',
    state: 'État',
    potential: 'Potentiel',
    quality: 'Vérification',
    formats: 'Formats',
    updated: 'Mis à jour',
  },
  score: (score: number, most: number) => `${score} sur ${most}`,
  figures: {
    all: 'Jeux à l’inventaire',
    high: 'À haut potentiel',
    released: 'À haut potentiel et téléchargeables',
    majority: (released: number, high: number) =>
      high === 0
        ? 'Aucun : la cible 10 ne s’applique pas.'
        : released * 2 > high
          ? 'Plus de la moitié : la majorité est diffusée.'
          : 'Il en faut plus de la moitié; exactement la moitié ne suffit pas.',
  },
  empty: {
    title: 'L’inventaire est vide',
    text: 'Commencez par les données qu’on vous demande le plus souvent. Les inscrire ne publie rien.',
  },
  noneFound: { title: 'Aucun jeu trouvé', text: 'Aucun jeu de données ne répond à ces filtres.' },
  form: {
    newTitle: 'Ajouter un jeu de données',
    editTitle: (title: string) => `Modifier « ${title} »`,
    public:
      'L’inventaire est public : ce que vous écrivez ici se lit sur le portail, même si les données ne sont pas publiées.',
    what: 'Ce que c’est',
    title: 'Titre',
    titleWhy: 'Ce que quelqu’un chercherait : « Arbres publics », et non « TBL_ARB_2 ».',
    description: 'Description',
    descriptionWhy: 'Ce qu’il y a dedans, d’où cela vient, ce qu’on peut en faire et ce qu’on ne peut pas.',
    english: 'En anglais',
    keywords: 'Mots-clés',
    keywordsWhy: 'Séparés par des virgules.',
    theme: 'Thème',
    pickTheme: 'Choisissez un thème',
    spatial: 'Territoire',
    spatialWhy: 'De quel lieu parlent les données : une ville, une région, tout le territoire.',
    from: 'Période : depuis le',
    to: 'Période : jusqu’au',
    how: 'Comment on peut s’en servir',
    licence: 'Licence',
    licenceWhy: 'La licence d’attribution (CC-BY 4.0) convient presque toujours.',
    noLicence: 'À choisir plus tard : rien ne pourra être publié d’ici là',
    frequency: 'Mise à jour',
    frequencyWhy: 'Ce que vous promettez : un retard se voit.',
    pickFrequency: 'Choisissez un rythme',
    contactName: 'À qui poser une question',
    contactWhy: 'Une équipe plutôt qu’une personne.',
    contactEmail: 'Courriel de cette équipe',
    sensitive: 'Ce qui empêche de le publier',
    sensitivity: 'Qui peut voir ces données?',
    personal: 'Peut-on y reconnaître des personnes?',
    personalWhy:
      'Par un nom, un numéro, une adresse, ou en croisant plusieurs colonnes. De telles données ne se publient pas.',
    sensitivityReason: 'Pourquoi ce n’est pas ouvert',
    sensitivityReasonWhy:
      'À remplir si ce n’est pas ouvert ou si on peut y reconnaître des personnes. La raison est publique.',
    potential: 'Son potentiel de réutilisation',
    potentialWhy: (threshold: number, most: number) =>
      `Cinq critères, de 0 à 3 points. À partir de ${threshold} points sur ${most}, le potentiel est haut.`,
    why: 'Pourquoi ces réponses',
    whyWhy: 'Ce qui permettrait à quelqu’un d’autre d’arriver au même résultat.',
    preparing: 'Sa publication se prépare-t-elle?',
    distinct: 'C’est bien un autre jeu de données',
    distinctWhy: 'Votre inventaire en a déjà un de ce titre. Voyez-le d’abord :',
    create: 'Ajouter à l’inventaire',
    save: 'Enregistrer',
  },
  page: {
    edit: 'Modifier la description',
    withdraw: 'Retirer ce jeu',
    takeUp: 'Reprendre ce jeu',
    check: 'Vérifier maintenant',
    access: 'Accès aux données',
    accessNone: 'Rien n’est encore publié.',
    accessCaption: 'Les accès aux données',
    columns: {
      title: 'Accès',
      kind: 'Par',
      format: 'Format',
      size: 'Taille',
      updated: 'Données du',
      check: 'Vérification',
    },
    addFile: 'Publier un fichier',
    addLink: 'Publier un lien',
    addQuery: 'Publier une requête',
    waiting: 'Un fichier attend d’être publié',
    draft: 'En attente',
    gone: 'Retiré',
    description: 'Description',
    theme: 'Thème',
    keywords: 'Mots-clés',
    licence: 'Licence',
    frequency: 'Mise à jour',
    contact: 'Contact',
    spatial: 'Territoire',
    period: 'Période',
    sensitivity: 'Sensibilité',
    personal: 'On peut y reconnaître des personnes',
    potential: 'Potentiel de réutilisation',
    potentialSays: (score: number, most: number, threshold: number, high: boolean) =>
      `${score} points sur ${most} : ${high ? 'haut potentiel' : 'potentiel ordinaire'} (seuil de ${threshold}).`,
    criterion: 'Critère',
    points: 'Points',
    answer: 'Réponse',
    potentialCaption: 'Les points de chaque critère',
    why: 'Pourquoi',
    criteriaOf: (day: string) => `Critères en vigueur le ${day}.`,
    obstacles: 'Ce qui empêche de publier',
    obstaclesNone: 'Aucun obstacle n’est noté.',
    obstaclesCaption: 'Les obstacles, qui les lève et pour quand',
    obstacleColumns: { what: 'Obstacle', owner: 'Qui le lève', until: 'Pour le', act: 'Acte' },
    lift: 'Dire que c’est levé',
    lifted: (day: string) => `Levé le ${day}`,
    addObstacle: 'Noter un obstacle',
    obstacleWhat: 'Ce qui empêche de publier',
    obstacleOwner: 'Qui le lève',
    obstacleOwnerWhy: 'Une équipe ou une fonction.',
    obstacleUntil: 'Pour quand',
    withdrawnTitle: 'Ce jeu est retiré',
    withdrawnSays: (reason: string, day: string) => `${reason}, le ${day}.`,
    replaced: 'Le jeu qui le remplace',
    closed: 'Ce qui empêche de publier maintenant',
    checks: 'Ce que la vérification a trouvé',
    checked: (title: string, when: string) => `« ${title} », le ${when}`,
    checksNone: 'Aucune vérification n’a encore été faite.',
    checksCaption: 'Chaque critère, et ce qui a été trouvé',
    checkColumns: { criterion: 'Critère', result: 'Résultat', says: 'Ce qui a été trouvé' },
    history: 'Toutes les vérifications',
  },
  results: { pass: 'Oui', fail: 'Non', 'not-applicable': 'Sans objet' },
  file: {
    title: 'Publier un fichier',
    newVersion: (title: string) => `Nouvelle version de « ${title} »`,
    lead: 'Le fichier est lu en entier, puis vous voyez ce qu’il contient. Rien n’est publié avant que vous le disiez.',
    name: 'Titre de cet accès',
    nameExample: 'Par exemple : Arbres, un par ligne',
    nameEn: 'Titre en anglais',
    file: 'Fichier',
    rules: `CSV, JSON ou GeoJSON, de ${formatFileSize(MOST_FILE_BYTES, 'fr')} au plus. Un classeur Excel s’enregistre en « CSV UTF-8 ».`,
    send: 'Envoyer et regarder',
    columnsOf: 'La première ligne d’un CSV nomme ses colonnes.',
  },
  link: {
    title: 'Publier un lien',
    lead: 'L’adresse est visitée tout de suite : elle n’est publiée que si le fichier se télécharge et se lit. Elle le sera ensuite tous les jours.',
    url: 'Adresse du fichier',
    urlExample: 'https://donnees.organisme.example/arbres.csv',
    format: 'Format',
    pickFormat: 'Celui que dit la fin de l’adresse',
    confirm: 'Ces colonnes ne permettent de reconnaître personne',
    send: 'Visiter et publier',
  },
  query: {
    title: 'Publier une requête',
    lead: 'Des données que cette plateforme tient déjà, calculées au moment où on les demande : elles sont toujours à jour.',
    source: 'Source',
    none: {
      title: 'Aucune source',
      text: 'La plateforme n’a pas encore de données que votre organisme puisse publier ainsi.',
    },
    columns: (names: string) => `Colonnes : ${names}.`,
    send: 'Publier',
  },
  preview: {
    title: (name: string) => `Regarder « ${name} » avant de le publier`,
    says: (rows: number, columns: number, size: string) =>
      `${plural(rows, 'ligne', 'lignes')}, ${plural(columns, 'colonne', 'colonnes')}, ${size}.`,
    saysNoTable: (rows: number, size: string) =>
      `${plural(rows, 'élément', 'éléments')}, ${size}. Ce n’est pas un tableau.`,
    encoding: (encoding: string) =>
      `Le fichier est écrit en ${encoding} et non en UTF-8 : des accents se liront mal ailleurs. Vous pouvez le publier ainsi, mais la vérification le dira tous les jours.`,
    sample: 'Les premières lignes',
    others: (count: number) => `Et ${plural(count, 'autre colonne', 'autres colonnes')}, qui suivent.`,
    schema: 'Ce que chaque colonne contient',
    schemaCaption: 'Les colonnes, comme elles seront vérifiées',
    schemaColumns: { name: 'Colonne', type: 'Contient', required: 'Toujours rempli' },
    types: {
      string: 'Texte',
      integer: 'Nombre entier',
      number: 'Nombre',
      boolean: 'Oui ou non',
      date: 'Date',
      datetime: 'Date et heure',
    },
    yes: 'Oui',
    no: 'Non',
    warnTitle: 'Des colonnes semblent porter sur des personnes',
    warn: (column: string, kind: string, byName: boolean) =>
      byName
        ? `« ${column} » : son nom annonce ${kind}.`
        : `« ${column} » : ses valeurs ressemblent à ${kind}.`,
    warnWhy: 'Si on peut reconnaître quelqu’un, abandonnez : une donnée publiée ne se reprend pas.',
    confirm: 'J’ai regardé : ces colonnes ne permettent de reconnaître personne',
    publish: 'Publier ce fichier',
    drop: 'Abandonner ce fichier',
  },
  access: {
    versions: 'Versions',
    versionsCaption: 'Les versions publiées : toutes restent téléchargeables',
    versionColumns: { version: 'Version', name: 'Fichier', rows: 'Lignes', size: 'Taille', at: 'Publiée le' },
    newVersion: 'Publier une nouvelle version',
    unpublish: 'Retirer cet accès',
    unpublishWhy: 'Pourquoi',
    unpublishLead: 'Les autres accès restent. La raison est gardée avec l’acte.',
    history: 'Vérifications',
    historyCaption: 'Les dernières vérifications, la plus récente d’abord',
    historyColumns: { at: 'Le', result: 'Se télécharge', fails: 'Ce qui ne va pas' },
    historyNone:
      'Aucune vérification n’a encore été faite. La première se fait dans la minute qui suit la publication.',
    nothing: 'Rien',
    url: 'Adresse',
    source: 'Source',
  },
  withdraw: {
    title: (title: string) => `Retirer « ${title} »`,
    lead: 'Les fichiers ne se téléchargent plus. La fiche reste sur le portail, avec la raison : on ne fait pas disparaître un jeu de données.',
    counts:
      'Un jeu retiré compte encore dans la cible 10, comme non diffusé, sauf si l’organisme ne le détient plus.',
    reason: 'Raison',
    words: 'En quelques mots',
    replacedBy: 'Le jeu qui le remplace',
    replacedByNone: 'Aucun',
    send: 'Retirer ce jeu',
  },
  csv: {
    name: 'inventaire-donnees',
    head: [
      'id',
      'titre',
      'état',
      'thème',
      'licence',
      'mise à jour',
      'sensibilité',
      'renseignements personnels',
      'potentiel',
      'haut potentiel',
      'formats',
      'vérification',
      'obstacles ouverts',
      'publié le',
      'mis à jour le',
    ],
    yes: 'oui',
    no: 'non',
  },
} as const)
