import { formatMoney, formatNumber, type Language, plural } from '#kernel'
import type { Kind } from '../schema.ts'
import type { Fault, FaultCode } from './faults.ts'
import { afterLabel } from './show.ts'

/**
 * The sentences of faults: what is wrong, then how to mend it, with an example. They say what to do and never that a person
 * or an answer is “invalid”. One table for each language; it is long because the list of faults is.
 */
type Sentence = (details: Fault['details'], how: string) => string

/**
 * What is wrong and how to mend it, in plain words. `label` is the question, to be put before it in a summary of faults;
 * `''` for the sentence alone, beside its field.
 */
export const faultSentence = (fault: Fault, label: string, language: Language): string => {
  const kind = String(fault.details['is'] ?? '')
  const how = Object.hasOwn(HOW[language], kind) ? HOW[language][kind as Kind] : HOW[language].unknown
  const sentence = SENTENCES[language][fault.code](fault.details, how)
  return label === '' ? sentence : afterLabel(label, sentence, language)
}

const HOW: Record<Language, Record<Kind | 'unknown', string>> = {
  fr: {
    text: 'Entrez votre réponse en quelques mots.',
    'long-text': 'Entrez votre réponse, en une ou plusieurs phrases.',
    'yes-no': 'Choisissez «\u00a0Oui\u00a0» ou «\u00a0Non\u00a0».',
    date: 'Entrez une date comme 2015 03 02.',
    whole: 'Entrez un nombre entier comme 3.',
    money: 'Entrez un montant comme 1234,56.',
    email: 'Entrez une adresse courriel comme prenom.nom@exemple.com.',
    phone: 'Entrez un numéro de téléphone comme 514\u00a0333-3333.',
    'postal-code': 'Entrez un code postal comme H3G\u00a01A1.',
    sin: 'Entrez les 9 chiffres du numéro d’assurance sociale, comme 046\u00a0454\u00a0286.',
    'bank-account':
      'Entrez les numéros de succursale, d’institution et de compte inscrits au bas d’un chèque, comme 00123-815-1234567.',
    file: 'Choisissez un fichier, par exemple une photo ou un document PDF.',
    list: 'Ajoutez au moins un élément.',
    'one-of': 'Choisissez une des réponses proposées.',
    'many-of': 'Choisissez une ou plusieurs des réponses proposées.',
    unknown: 'Répondez à cette question.',
  },
  en: {
    text: 'Enter your answer in a few words.',
    'long-text': 'Enter your answer, in one or more sentences.',
    'yes-no': 'Choose “Yes” or “No”.',
    date: 'Enter a date like 2015 03 02.',
    whole: 'Enter a whole number like 3.',
    money: 'Enter an amount like 1234.56.',
    email: 'Enter an email address like first.last@example.com.',
    phone: 'Enter a phone number like 514\u00a0333-3333.',
    'postal-code': 'Enter a postal code like H3G\u00a01A1.',
    sin: 'Enter the 9 digits of the social insurance number, like 046\u00a0454\u00a0286.',
    'bank-account':
      'Enter the transit, institution and account numbers found at the bottom of a cheque, like 00123-815-1234567.',
    file: 'Choose a file, for example a photo or a PDF document.',
    list: 'Add at least one item.',
    'one-of': 'Choose one of the answers offered.',
    'many-of': 'Choose one or more of the answers offered.',
    unknown: 'Answer this question.',
  },
}

const number = (details: Fault['details'], key: string): number => {
  const value = details[key]
  return typeof value === 'number' && Number.isFinite(value) ? value : 0
}

const text = (details: Fault['details'], key: string): string => {
  const value = details[key]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

const PARTS: Record<Language, Record<string, string>> = {
  fr: { year: 'l’année', month: 'le mois', day: 'le jour' },
  en: { year: 'the year', month: 'the month', day: 'the day' },
}

const parts = (details: Fault['details'], language: Language): string => {
  const named = Array.isArray(details['parts']) ? details['parts'] : []
  return named.map((part) => PARTS[language][String(part)] ?? '').join(language === 'fr' ? ' et ' : ' and ')
}

const count = (details: Fault['details'], language: Language, one: string, other: string): string => {
  const most = number(details, 'most')
  return `${formatNumber(most, language)} ${plural(most, language, { one, other })}`
}

const FRENCH: Record<FaultCode, Sentence> = {
  missing: (_, how) => how,
  'wrong-type': (_, how) => `La réponse n’est pas de la sorte attendue. ${how}`,
  'not-normalised': (d) =>
    `La réponse est comprise, mais s’écrit autrement ici. Écrivez-la ainsi\u00a0: «\u00a0${text(d, 'normal')}\u00a0».`,
  'empty-text': (_, how) => `La réponse ne contient aucun caractère visible. ${how}`,
  'control-character': () =>
    'La réponse contient un caractère invisible qui ne peut pas être conservé. Effacez-la, puis écrivez-la au clavier plutôt que de la coller.',
  'too-long': (d) =>
    `La réponse compte ${formatNumber(number(d, 'length'), 'fr')} caractères. Raccourcissez-la à ${count(d, 'fr', 'caractère', 'caractères')} ou moins.`,
  'not-yes-no': (_, how) => `La réponse n’est ni oui ni non. ${how}`,
  'incomplete-date': (d, how) => `Il manque ${parts(d, 'fr')}. ${how}`,
  'unreadable-date': () =>
    'La date n’a pas pu être lue. Entrez l’année en 4 chiffres, puis le mois et le jour en chiffres, comme 2015 03 02.',
  'no-such-date': (d, how) =>
    `La date ${text(d, 'year')} ${text(d, 'month')} ${text(d, 'day')} n’existe pas au calendrier. ${how}`,
  'unlikely-year': (d, how) => `L’année ${text(d, 'year')} est trop éloignée. ${how}`,
  'not-whole': () => 'La réponse n’est pas un nombre entier. Entrez des chiffres seulement, comme 3 ou 1200.',
  'number-too-large': (d) =>
    `Le nombre est trop grand. Entrez un nombre d’au plus ${formatNumber(number(d, 'most'), 'fr')}, comme 3.`,
  'not-an-amount': (_, how) => `Le montant n’a pas pu être lu. ${how}`,
  'ambiguous-amount': () =>
    'Le montant peut se lire de deux façons. Écrivez les cents, comme 1234,00, ou enlevez le séparateur, comme 1234.',
  'too-many-decimals': () => 'Le montant a plus de deux décimales. Arrondissez-le aux cents, comme 1234,56.',
  'amount-too-large': (d) =>
    `Le montant est trop grand. Entrez un montant d’au plus ${formatMoney(number(d, 'most'), 'fr')}, comme 1234,56.`,
  'not-cents': () =>
    'Un montant se donne ici en cents entiers. Donnez par exemple 123456 pour 1234,56\u00a0$.',
  'not-an-email': (_, how) =>
    `L’adresse courriel est incomplète ou contient un caractère de trop, comme une espace ou un accent. ${how}`,
  'not-a-phone': () =>
    'Le numéro de téléphone n’a pas pu être lu. Entrez l’indicatif régional et 7 chiffres, comme 514\u00a0333-3333, ou 514\u00a0333-3333, poste\u00a0150. De l’étranger, commencez par +, comme +33\u00a01\u00a023\u00a045\u00a067\u00a089.',
  'not-a-postal-code': (_, how) =>
    `Un code postal canadien alterne lettres et chiffres, et n’emploie pas D, F, I, O, Q ni U. ${how}`,
  'not-nine-digits': () =>
    'Un numéro d’assurance sociale compte 9 chiffres. Entrez-les tous, comme 046\u00a0454\u00a0286.',
  'mistyped-sin': () =>
    'Un des chiffres semble avoir été mal tapé. Comparez avec la carte ou le document et entrez de nouveau les 9 chiffres, comme 046\u00a0454\u00a0286.',
  'not-a-bank-account': () =>
    'Il faut 5 chiffres pour la succursale, 3 pour l’institution et de 7 à 12 pour le compte. Entrez-les dans cet ordre, comme 00123-815-1234567.',
  'unknown-option': (_, how) => `Cette réponse n’est pas parmi celles qui sont proposées. ${how}`,
  'repeated-option': () => 'La même réponse est donnée plus d’une fois. Gardez-la une seule fois.',
  'too-many-items': (d) =>
    `La liste est trop longue. Gardez-y au plus ${count(d, 'fr', 'élément', 'éléments')}.`,
  'not-an-item': () =>
    'Un élément de la liste n’a pas d’identifiant lisible. Retirez-le, puis ajoutez-le de nouveau; un logiciel lui donne un «\u00a0id\u00a0» comme «\u00a0a1\u00a0».',
  'repeated-item': (d) =>
    `Deux éléments de la liste portent le même identifiant «\u00a0${text(d, 'id')}\u00a0». Retirez-en un, ou donnez-lui un autre identifiant.`,
  'unknown-field': (d) =>
    `Un élément de la liste porte un renseignement qui n’est pas demandé, «\u00a0${text(d, 'field')}\u00a0». Enlevez-le.`,
  'too-many-files': (d) =>
    `Il y a trop de fichiers. Gardez-en au plus ${formatNumber(number(d, 'most'), 'fr')}.`,
  'not-a-file': (_, how) => `Un des fichiers n’est pas arrivé au complet. ${how}`,
  'repeated-file': () => 'Le même fichier est joint plus d’une fois. Gardez-le une seule fois.',
}

const ENGLISH: Record<FaultCode, Sentence> = {
  missing: (_, how) => how,
  'wrong-type': (_, how) => `The answer is not of the expected sort. ${how}`,
  'not-normalised': (d) =>
    `The answer is understood, but is written another way here. Write it like this: “${text(d, 'normal')}”.`,
  'empty-text': (_, how) => `The answer has no visible character. ${how}`,
  'control-character': () =>
    'The answer contains an invisible character that cannot be kept. Clear it, then type it rather than paste it.',
  'too-long': (d) =>
    `The answer has ${formatNumber(number(d, 'length'), 'en')} characters. Shorten it to ${count(d, 'en', 'character', 'characters')} or fewer.`,
  'not-yes-no': (_, how) => `The answer is neither yes nor no. ${how}`,
  'incomplete-date': (d, how) => `The date lacks ${parts(d, 'en')}. ${how}`,
  'unreadable-date': () =>
    'The date could not be read. Enter the year in 4 digits, then the month and the day in digits, like 2015 03 02.',
  'no-such-date': (d, how) =>
    `The date ${text(d, 'year')} ${text(d, 'month')} ${text(d, 'day')} is not in the calendar. ${how}`,
  'unlikely-year': (d, how) => `The year ${text(d, 'year')} is too far away. ${how}`,
  'not-whole': () => 'The answer is not a whole number. Enter digits only, like 3 or 1200.',
  'number-too-large': (d) =>
    `The number is too large. Enter a number of at most ${formatNumber(number(d, 'most'), 'en')}, like 3.`,
  'not-an-amount': (_, how) => `The amount could not be read. ${how}`,
  'ambiguous-amount': () =>
    'The amount can be read two ways. Write the cents, like 1234.00, or remove the separator, like 1234.',
  'too-many-decimals': () => 'The amount has more than two decimals. Round it to the cent, like 1234.56.',
  'amount-too-large': (d) =>
    `The amount is too large. Enter an amount of at most ${formatMoney(number(d, 'most'), 'en')}, like 1234.56.`,
  'not-cents': () => 'An amount is given here in whole cents. For example, give 123456 for $1234.56.',
  'not-an-email': (_, how) =>
    `The email address is incomplete or has a character too many, such as a space or an accent. ${how}`,
  'not-a-phone': () =>
    'The phone number could not be read. Enter the area code and 7 digits, like 514\u00a0333-3333, or 514\u00a0333-3333, ext.\u00a0150. From abroad, begin with +, like +33\u00a01\u00a023\u00a045\u00a067\u00a089.',
  'not-a-postal-code': (_, how) =>
    `A Canadian postal code alternates letters and digits, and does not use D, F, I, O, Q or U. ${how}`,
  'not-nine-digits': () =>
    'A social insurance number has 9 digits. Enter them all, like 046\u00a0454\u00a0286.',
  'mistyped-sin': () =>
    'One of the digits seems to be mistyped. Compare with the card or the document and enter the 9 digits again, like 046\u00a0454\u00a0286.',
  'not-a-bank-account': () =>
    'It takes 5 digits for the branch, 3 for the institution and 7 to 12 for the account. Enter them in this order, like 00123-815-1234567.',
  'unknown-option': (_, how) => `This answer is not among those offered. ${how}`,
  'repeated-option': () => 'The same answer is given more than once. Keep it only once.',
  'too-many-items': (d) => `The list is too long. Keep at most ${count(d, 'en', 'item', 'items')} in it.`,
  'not-an-item': () =>
    'An item of the list has no readable identifier. Remove it, then add it again; software gives it an “id” like “a1”.',
  'repeated-item': (d) =>
    `Two items of the list have the same identifier “${text(d, 'id')}”. Remove one, or give it another identifier.`,
  'unknown-field': (d) =>
    `An item of the list carries something that is not asked, “${text(d, 'field')}”. Take it out.`,
  'too-many-files': (d) => `There are too many files. Keep at most ${formatNumber(number(d, 'most'), 'en')}.`,
  'not-a-file': (_, how) => `One of the files did not arrive whole. ${how}`,
  'repeated-file': () => 'The same file is attached more than once. Keep it only once.',
}

const SENTENCES: Record<Language, Record<FaultCode, Sentence>> = { fr: FRENCH, en: ENGLISH }
