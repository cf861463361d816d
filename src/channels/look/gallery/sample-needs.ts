import { fieldOf as field, type Need, needOf as need, type NeedWords } from '#catalogue'
import type { Language } from '#kernel'
import type { Form } from '../index.ts'

export type SampleNeed = {
  need: Need
  words: Record<Language, NeedWords>
  typed: Form
  fault: Record<Language, string>
}

const form = (entries: Record<string, string[]>): Form => new Map(Object.entries(entries))

const CHILDREN = need('children', 'list', {
  most: 6,
  fields: [
    field('name', 'text'),
    field('birthDate', 'date'),
    field('custody', 'one-of', { options: ['full', 'shared'] }),
    field('handicapped', 'yes-no', { optional: true }),
  ],
})

/** Needs of every kind, as a service of the demonstration would declare them; nobody here exists. */
export const sampleNeeds: readonly SampleNeed[] = [
  {
    need: need('fullName', 'text'),
    words: {
      fr: {
        label: 'Quel est votre nom complet ?',
        why: 'Tel qu’il figure sur votre acte de naissance.',
        example: 'Amélie Tremblay',
      },
      en: {
        label: 'What is your full name?',
        why: 'As it appears on your birth certificate.',
        example: 'Amélie Tremblay',
      },
    },
    typed: form({ fullName: ['Amélie « Mél » Tremblay <b>'] }),
    fault: { fr: 'Entrez votre nom complet.', en: 'Enter your full name.' },
  },
  {
    need: need('reason', 'long-text', { most: 500, optional: true }),
    words: {
      fr: {
        label: 'Que s’est-il passé ?',
        why: 'Quelques phrases suffisent. N’écrivez pas votre numéro d’assurance sociale.',
      },
      en: {
        label: 'What happened?',
        why: 'A few sentences are enough. Do not write your social insurance number.',
      },
    },
    typed: form({
      reason: ['La chaussée s’est affaissée devant le 12, rue des Ormes.\nDeux voitures ont été touchées.'],
    }),
    fault: {
      fr: 'Votre texte dépasse 500 caractères : raccourcissez-le.',
      en: 'Your text is over 500 characters: shorten it.',
    },
  },
  {
    need: need('spouse', 'yes-no'),
    words: {
      fr: {
        label: 'Vivez-vous avec un conjoint ou une conjointe ?',
        why: 'Le revenu des deux conjoints compte dans le calcul.',
      },
      en: {
        label: 'Do you live with a spouse?',
        why: 'The income of both spouses counts in the computation.',
      },
    },
    typed: form({ spouse: ['yes'] }),
    fault: { fr: 'Choisissez Oui ou Non.', en: 'Choose Yes or No.' },
  },
  {
    need: need('birthDate', 'date'),
    words: {
      fr: { label: 'Quelle est votre date de naissance ?', example: '1988 07 14' },
      en: { label: 'What is your date of birth?', example: '1988 07 14' },
    },
    typed: form({ 'birthDate.year': ['1988'], 'birthDate.month': ['13'], 'birthDate.day': ['14'] }),
    fault: { fr: 'Le mois va de 1 à 12.', en: 'The month goes from 1 to 12.' },
  },
  {
    need: need('copies', 'whole'),
    words: {
      fr: { label: 'Combien de copies voulez-vous ?' },
      en: { label: 'How many copies do you want?' },
    },
    typed: form({ copies: ['2'] }),
    fault: { fr: 'Entrez un nombre entier, comme 2.', en: 'Enter a whole number, such as 2.' },
  },
  {
    need: need('familyIncome', 'money'),
    words: {
      fr: {
        label: 'Quel était votre revenu familial net en 2025 ?',
        why: 'Ligne 275 de votre déclaration, conjoint compris.',
        example: '41 250,50',
      },
      en: {
        label: 'What was your net family income in 2025?',
        why: 'Line 275 of your return, spouse included.',
        example: '41,250.50',
      },
    },
    typed: form({ familyIncome: ['41 250,50'] }),
    fault: {
      fr: 'Entrez un montant en dollars, comme 41 250,50.',
      en: 'Enter an amount in dollars, such as 41,250.50.',
    },
  },
  {
    need: need('email', 'email', { optional: true }),
    words: {
      fr: { label: 'Adresse courriel', why: 'Pour vous dire où en est votre demande.' },
      en: { label: 'E-mail address', why: 'To tell you where your request stands.' },
    },
    typed: form({ email: ['amelie.tremblay@exemple.ca'] }),
    fault: {
      fr: 'Entrez une adresse comme nom@exemple.ca.',
      en: 'Enter an address such as name@example.ca.',
    },
  },
  {
    need: need('phone', 'phone'),
    words: {
      fr: { label: 'Téléphone', example: '514 333-3333, poste 150' },
      en: { label: 'Phone', example: '514 333-3333, ext. 150' },
    },
    typed: form({ phone: ['514 333-3333'] }),
    fault: { fr: 'Entrez dix chiffres, comme 514 333-3333.', en: 'Enter ten digits, such as 514 333-3333.' },
  },
  {
    need: need('postalCode', 'postal-code'),
    words: {
      fr: { label: 'Code postal', example: 'H3G 1A1' },
      en: { label: 'Postal code', example: 'H3G 1A1' },
    },
    typed: form({ postalCode: ['H3G 1A1'] }),
    fault: { fr: 'Entrez un code postal comme H3G 1A1.', en: 'Enter a postal code such as H3G 1A1.' },
  },
  {
    need: need('sin', 'sin', { sensitive: true }),
    words: {
      fr: {
        label: 'Numéro d’assurance sociale',
        why: 'La loi nous permet de le demander pour verser l’allocation.',
      },
      en: { label: 'Social insurance number', why: 'The law allows us to ask for it to pay the allowance.' },
    },
    typed: form({ sin: ['046 454 286'] }),
    fault: {
      fr: 'Un des neuf chiffres ne concorde pas : vérifiez-les.',
      en: 'One of the nine digits does not match: check them.',
    },
  },
  {
    need: need('bankAccount', 'bank-account', { sensitive: true }),
    words: {
      fr: {
        label: 'Compte où verser l’allocation',
        why: 'Transit, institution et compte, au bas d’un chèque.',
        example: '12345-006-1234567',
      },
      en: {
        label: 'Account to pay the allowance into',
        why: 'Transit, institution and account, at the bottom of a cheque.',
        example: '12345-006-1234567',
      },
    },
    typed: form({ bankAccount: ['12345-006-1234567'] }),
    fault: {
      fr: 'Entrez le transit (5 chiffres), l’institution (3) et le compte (7 à 12).',
      en: 'Enter the transit (5 digits), the institution (3) and the account (7 to 12).',
    },
  },
  {
    need: need('kind', 'one-of', { options: ['hole', 'sinking', 'crack', 'other'], optional: true }),
    words: {
      fr: {
        label: 'Que voyez-vous ?',
        options: {
          hole: 'Un nid-de-poule',
          sinking: 'Un affaissement',
          crack: 'Une fissure',
          other: 'Autre chose',
        },
      },
      en: {
        label: 'What do you see?',
        options: { hole: 'A pothole', sinking: 'A sinking', crack: 'A crack', other: 'Something else' },
      },
    },
    typed: form({ kind: ['hole'] }),
    fault: { fr: 'Choisissez ce que vous voyez.', en: 'Choose what you see.' },
  },
  {
    need: need('means', 'many-of', { options: ['email', 'sms', 'letter'] }),
    words: {
      fr: {
        label: 'Comment voulez-vous être avisée ?',
        options: { email: 'Par courriel', sms: 'Par message texte', letter: 'Par la poste' },
      },
      en: {
        label: 'How do you want to be told?',
        options: { email: 'By e-mail', sms: 'By text message', letter: 'By post' },
      },
    },
    typed: form({ means: ['email', 'letter'] }),
    fault: { fr: 'Choisissez au moins un moyen.', en: 'Choose at least one means.' },
  },
  {
    need: need('proof', 'file', { most: 3 }),
    words: {
      fr: { label: 'Preuve d’identité', why: 'Une photo nette d’une pièce avec votre nom et votre visage.' },
      en: { label: 'Proof of identity', why: 'A sharp photo of a document with your name and your face.' },
    },
    typed: form({}),
    fault: {
      fr: 'passeport.bmp n’est pas accepté : envoyez un PDF, un JPEG ou un PNG.',
      en: 'passport.bmp is not accepted: send a PDF, a JPEG or a PNG.',
    },
  },
  {
    need: CHILDREN,
    words: {
      fr: {
        label: 'Quels enfants vivent avec vous ?',
        why: 'Ceux de moins de 18 ans, même une partie du temps.',
        item: 'Enfant',
        add: 'Ajouter un enfant',
        fields: {
          name: { label: 'Prénom et nom' },
          birthDate: { label: 'Date de naissance' },
          custody: { label: 'Garde', options: { full: 'À temps plein', shared: 'Partagée' } },
          handicapped: { label: 'Handicap reconnu' },
        },
      },
      en: {
        label: 'Which children live with you?',
        why: 'Those under 18, even part of the time.',
        item: 'Child',
        add: 'Add a child',
        fields: {
          name: { label: 'First and last name' },
          birthDate: { label: 'Date of birth' },
          custody: { label: 'Custody', options: { full: 'Full time', shared: 'Shared' } },
          handicapped: { label: 'Recognised disability' },
        },
      },
    },
    typed: form({
      'children._items': ['leo', 'x1'],
      'children.x1.name': ['Zoé Tremblay'],
      'children.x1.birthDate.year': ['2031'],
      'children.x1.birthDate.month': ['2'],
      'children.x1.birthDate.day': ['30'],
    }),
    fault: { fr: 'Ajoutez au moins un enfant.', en: 'Add at least one child.' },
  },
]

export const sampleNeed = (id: string): SampleNeed => sampleNeeds.find((s) => s.need.id === id)!
