import { formatDay, formatFileSize, formatNumber, frenchSpacesIn, type Language } from '#kernel'
import type { Criterion, Finding, Frequency, LicenceId } from './dataset.ts'
import { LICENCES } from './dataset.ts'

/*
 * What a check says, in the words of both languages: once, for the public's pages, the organisation's and whoever reads the
 * file of checks. Every code that a check can give has its sentence; a test holds the two together.
 */

type Details = Finding['details']
type Say = (details: Details) => string

const number = (details: Details, name: string, language: Language) =>
  formatNumber(Number(details[name] ?? 0), language)
const text = (details: Details, name: string) => String(details[name] ?? '')

export const CRITERION_WORDS: Record<Language, Record<Criterion, string>> = {
  fr: {
    downloadable: 'Se télécharge',
    'open-licence': 'Licence ouverte',
    parses: 'Se lit par une machine',
    schema: 'Conforme à son schéma',
    fresh: 'À jour',
    encoding: 'Écrit en UTF-8',
  },
  en: {
    downloadable: 'Can be downloaded',
    'open-licence': 'Open licence',
    parses: 'Machine readable',
    schema: 'Matches its schema',
    fresh: 'Up to date',
    encoding: 'Written in UTF-8',
  },
}

export const FREQUENCY_WORDS: Record<Language, Record<Frequency, string>> = {
  fr: {
    DAILY: 'tous les jours',
    WEEKLY: 'toutes les semaines',
    BIWEEKLY: 'toutes les deux semaines',
    MONTHLY: 'tous les mois',
    BIMONTHLY: 'tous les deux mois',
    QUARTERLY: 'tous les trois mois',
    ANNUAL_2: 'deux fois par an',
    ANNUAL: 'tous les ans',
    BIENNIAL: 'tous les deux ans',
    IRREG: 'sans régularité',
    NEVER: 'jamais',
  },
  en: {
    DAILY: 'every day',
    WEEKLY: 'every week',
    BIWEEKLY: 'every two weeks',
    MONTHLY: 'every month',
    BIMONTHLY: 'every two months',
    QUARTERLY: 'every three months',
    ANNUAL_2: 'twice a year',
    ANNUAL: 'every year',
    BIENNIAL: 'every two years',
    IRREG: 'irregularly',
    NEVER: 'never',
  },
}

const FIELD_TYPE_WORDS: Record<Language, Record<string, string>> = {
  fr: {
    string: 'un texte',
    integer: 'un nombre entier',
    number: 'un nombre',
    boolean: 'oui ou non',
    date: 'une date',
    datetime: 'une date et une heure',
  },
  en: {
    string: 'a text',
    integer: 'a whole number',
    number: 'a number',
    boolean: 'yes or no',
    date: 'a date',
    datetime: 'a date and a time',
  },
}

const licence = (details: Details, language: Language) => {
  const id = text(details, 'licence')
  return Object.hasOwn(LICENCES, id) ? LICENCES[id as LicenceId].title[language] : id
}

const frequency = (details: Details, language: Language) =>
  FREQUENCY_WORDS[language][text(details, 'frequency') as Frequency] ?? ''

const day = (details: Details, name: string, language: Language) => {
  const said = text(details, name)
  return /^\d{4}-\d{2}-\d{2}$/.test(said) ? formatDay(said, language) : said
}

const ofFeature = (details: Details, some: (feature: string) => string, none: string) =>
  Number(details['feature']) > 0 ? some(text(details, 'feature')) : none

/** A server's answer by its number, as far as most people have met it. */
const status = (details: Details, fr: boolean): string => {
  const code = Number(details['status'])
  if (code === 404 || code === 410)
    return fr
      ? `Le serveur répond que le fichier n’existe pas (${code}).`
      : `The server answers that the file does not exist (${code}).`
  if (code === 401 || code === 403)
    return fr
      ? `Le serveur refuse de donner le fichier à tout le monde (${code}).`
      : `The server refuses to give the file to everybody (${code}).`
  return fr ? `Le serveur répond par une erreur (${code}).` : `The server answers with an error (${code}).`
}

const FR: Record<string, Say> = {
  downloaded: (d) => `Téléchargé en entier : ${formatFileSize(Number(d['bytes']), 'fr')}.`,
  'downloaded-beginning': (d) =>
    `Seul le début a été téléchargé : les ${formatFileSize(Number(d['bytes']), 'fr')} qu’une vérification lit.`,
  'licence-open': (d) => `Licence ouverte : ${licence(d, 'fr')}.`,
  'licence-not-open': () => 'Aucune licence ouverte : personne n’a le droit de s’en servir.',
  parsed: (d) =>
    `Lu du début à la fin : ${number(d, 'rows', 'fr')} ${Number(d['rows']) < 2 ? 'ligne ou élément' : 'lignes ou éléments'}.`,
  'no-schema': () => 'Aucun schéma : il n’y a pas de colonnes à comparer.',
  'schema-matches': (d) => `Les ${number(d, 'columns', 'fr')} colonnes sont celles qui ont été publiées.`,
  'columns-changed': (d) =>
    `Les colonnes ont changé : on attendait « ${text(d, 'expected')} », on lit « ${text(d, 'found')} ».`,
  'values-differ': (d) =>
    `${number(d, 'count', 'fr')} valeurs ne conviennent pas à leur colonne. La première : ligne ${text(d, 'line')}, « ${text(d, 'field')} » contient « ${text(d, 'value')} » et devrait être ${FIELD_TYPE_WORDS.fr[text(d, 'type')] ?? 'autre chose'}.`,
  computed: () => 'Calculé au moment où on le demande.',
  'no-rhythm': (d) => `Aucune mise à jour n’est promise. Dernier changement : ${day(d, 'day', 'fr')}.`,
  'up-to-date': (d) => `Mis à jour ${frequency(d, 'fr')}. Dernier changement : ${day(d, 'day', 'fr')}.`,
  stale: (d) =>
    `Promis ${frequency(d, 'fr')}, mais inchangé depuis le ${day(d, 'day', 'fr')} : en retard depuis le ${day(d, 'late', 'fr')}.`,
  'utf-8': () => 'Écrit en UTF-8 : les accents se lisent partout.',
  'not-utf-8': (d) =>
    `Écrit en ${text(d, 'encoding')} et non en UTF-8 : des accents se liront mal. Enregistrez-le en « CSV UTF-8 ».`,
  'content-missing': () => 'Le fichier n’est plus conservé ici.',
  'content-altered': () => 'Le fichier conservé n’est plus celui qui a été publié.',
  'source-gone': () => 'La plateforme ne tient plus cette source.',
  'address-malformed': () => 'L’adresse ne se lit pas. Elle commence par https:// et nomme un serveur.',
  'scheme-refused': () => 'Seules les adresses en http:// et https:// sont vérifiées.',
  'credentials-refused': () =>
    'L’adresse contient un compte ou un mot de passe : des données ouvertes n’en demandent pas.',
  'port-refused': (d) => `Le port ${text(d, 'port')} n’est pas celui d’un site public (80 ou 443).`,
  'host-unknown': (d) => `Le serveur « ${text(d, 'host')} » est introuvable.`,
  'address-refused': () =>
    'L’adresse mène à un réseau interne : elle n’est pas publique et n’est pas visitée.',
  'too-many-redirects': (d) => `L’adresse renvoie ailleurs plus de ${text(d, 'most')} fois.`,
  'redirect-malformed': () => 'L’adresse renvoie vers une autre qui ne se lit pas.',
  status: (d) => status(d, true),
  'too-slow': () => 'Le serveur n’a pas tout envoyé dans la minute.',
  'connection-failed': () => 'Le serveur ne répond pas.',
  'certificate-refused': () => 'Le certificat du serveur n’est pas valable : la connexion n’est pas sûre.',
  'headers-too-large': () => 'La réponse du serveur commence par trop de texte : elle n’est pas lue.',
  'encoding-unknown': () => 'Le serveur compresse le fichier d’une manière que peu de gens peuvent lire.',
  'body-broken': () => 'Le serveur a coupé le téléchargement avant la fin.',
  empty: () => 'Le fichier est vide.',
  'no-rows': () => 'Le fichier n’a aucune ligne de données.',
  'is-html': () => 'C’est une page web, et non un fichier de données.',
  binary: () => 'Ce n’est pas du texte : le fichier est d’un autre format que celui qu’il annonce.',
  'columns-differ': (d) =>
    `La ligne ${text(d, 'line')} a ${text(d, 'found')} valeurs et il y a ${text(d, 'expected')} colonnes.`,
  'quote-open': (d) => `Un guillemet ouvert avant la ligne ${text(d, 'line')} n’est jamais refermé.`,
  'header-empty': (d) =>
    `La première ligne doit nommer chaque colonne : la colonne ${text(d, 'column')} n’a pas de nom.`,
  'header-twice': (d) => `Deux colonnes portent le même nom : « ${text(d, 'column')} ».`,
  'record-too-large': (d) =>
    `La ligne ${text(d, 'line')} est beaucoup trop longue : un guillemet n’est sans doute pas refermé.`,
  'not-json': (d) =>
    `Ce n’est pas du JSON : la lecture s’arrête vers le caractère ${number(d, 'near', 'fr')}.`,
  'too-deep': (d) => `Les données sont emboîtées sur plus de ${text(d, 'most')} niveaux.`,
  'not-geojson': (d) =>
    ofFeature(
      d,
      (feature) => `L’élément ${feature} n’est pas un objet géographique GeoJSON.`,
      'Ce n’est pas une collection d’objets GeoJSON (« FeatureCollection »).',
    ),
  'coordinates-outside': (d) =>
    `L’élément ${text(d, 'feature')} est hors de la Terre : GeoJSON veut des longitudes et des latitudes en degrés (WGS 84).`,
}

const EN: Record<string, Say> = {
  downloaded: (d) => `Downloaded in full: ${formatFileSize(Number(d['bytes']), 'en')}.`,
  'downloaded-beginning': (d) =>
    `Only the beginning was downloaded: the ${formatFileSize(Number(d['bytes']), 'en')} that a check reads.`,
  'licence-open': (d) => `Open licence: ${licence(d, 'en')}.`,
  'licence-not-open': () => 'No open licence: nobody has the right to use it.',
  parsed: (d) =>
    `Read from beginning to end: ${number(d, 'rows', 'en')} ${Number(d['rows']) === 1 ? 'row or element' : 'rows or elements'}.`,
  'no-schema': () => 'No schema: there are no columns to compare.',
  'schema-matches': (d) => `The ${number(d, 'columns', 'en')} columns are those that were published.`,
  'columns-changed': (d) =>
    `The columns changed: “${text(d, 'expected')}” was expected, “${text(d, 'found')}” is there.`,
  'values-differ': (d) =>
    `${number(d, 'count', 'en')} values do not fit their column. The first: line ${text(d, 'line')}, “${text(d, 'field')}” holds “${text(d, 'value')}” and should be ${FIELD_TYPE_WORDS.en[text(d, 'type')] ?? 'something else'}.`,
  computed: () => 'Computed when it is asked for.',
  'no-rhythm': (d) => `No update is promised. Last change: ${day(d, 'day', 'en')}.`,
  'up-to-date': (d) => `Updated ${frequency(d, 'en')}. Last change: ${day(d, 'day', 'en')}.`,
  stale: (d) =>
    `Promised ${frequency(d, 'en')}, but unchanged since ${day(d, 'day', 'en')}: late since ${day(d, 'late', 'en')}.`,
  'utf-8': () => 'Written in UTF-8: accents are read everywhere.',
  'not-utf-8': (d) =>
    `Written in ${text(d, 'encoding')} and not in UTF-8: accents will be misread. Save it as “CSV UTF-8”.`,
  'content-missing': () => 'The file is no longer kept here.',
  'content-altered': () => 'The file that is kept is no longer the one that was published.',
  'source-gone': () => 'The platform no longer has this source.',
  'address-malformed': () => 'The address cannot be read. It begins with https:// and names a server.',
  'scheme-refused': () => 'Only addresses in http:// and https:// are checked.',
  'credentials-refused': () => 'The address holds an account or a password: open data ask for none.',
  'port-refused': (d) => `Port ${text(d, 'port')} is not a public site’s (80 or 443).`,
  'host-unknown': (d) => `The server “${text(d, 'host')}” cannot be found.`,
  'address-refused': () => 'The address leads to an internal network: it is not public and is not visited.',
  'too-many-redirects': (d) => `The address leads elsewhere more than ${text(d, 'most')} times.`,
  'redirect-malformed': () => 'The address leads to another one that cannot be read.',
  status: (d) => status(d, false),
  'too-slow': () => 'The server did not send everything within the minute.',
  'connection-failed': () => 'The server does not answer.',
  'certificate-refused': () => 'The server’s certificate is not valid: the connection is not safe.',
  'headers-too-large': () => 'The server’s answer begins with too much text: it is not read.',
  'encoding-unknown': () => 'The server compresses the file in a way that few people can read.',
  'body-broken': () => 'The server cut the download before its end.',
  empty: () => 'The file is empty.',
  'no-rows': () => 'The file has no row of data.',
  'is-html': () => 'It is a web page, and not a file of data.',
  binary: () => 'It is not text: the file is of another format than it says.',
  'columns-differ': (d) =>
    `Line ${text(d, 'line')} has ${text(d, 'found')} values and there are ${text(d, 'expected')} columns.`,
  'quote-open': (d) => `A quote that opens before line ${text(d, 'line')} is never closed.`,
  'header-empty': (d) => `The first line must name each column: column ${text(d, 'column')} has no name.`,
  'header-twice': (d) => `Two columns have the same name: “${text(d, 'column')}”.`,
  'record-too-large': (d) => `Line ${text(d, 'line')} is far too long: a quote is probably not closed.`,
  'not-json': (d) => `It is not JSON: reading stops near character ${number(d, 'near', 'en')}.`,
  'too-deep': (d) => `The data are nested more than ${text(d, 'most')} levels deep.`,
  'not-geojson': (d) =>
    ofFeature(
      d,
      (feature) => `Element ${feature} is not a GeoJSON feature.`,
      'It is not a collection of GeoJSON features (“FeatureCollection”).',
    ),
  'coordinates-outside': (d) =>
    `Element ${text(d, 'feature')} is off the Earth: GeoJSON wants longitudes and latitudes in degrees (WGS 84).`,
}

const SAYS = { fr: frenchSpacesIn(FR), en: EN }

/** What a finding says, as a sentence; also of a refusal that carries a `code` and its `details`. */
export const sayFinding = (
  { code, details }: Pick<Finding, 'code' | 'details'>,
  language: Language,
): string => (Object.hasOwn(SAYS[language], code) ? SAYS[language][code]!(details) : code)

/** The codes that have a sentence, for the test that holds them to those that exist. */
export const SAID_CODES: Record<Language, readonly string[]> = { fr: Object.keys(FR), en: Object.keys(EN) }
