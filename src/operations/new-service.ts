import { schemaLine } from '#catalogue'

/**
 * The files of a small service that already works, to be edited: somebody asks for something, an agent answers.
 * It passes `parvis check` as it is; what has to be replaced before anyone is served by it is said in its comments.
 */
export const newService = (given: {
  id: string
  authority: string
  role: string
  today: string
}): ReadonlyMap<string, string> =>
  new Map(
    Object.entries({
      'service.yaml': service(given),
      'words.fr.yaml': WORDS_FR,
      'words.en.yaml': WORDS_EN,
      'examples/demande-simple.yaml': example(given.today),
    }).map(([file, text]) => [file, `${schemaLine(file)}\n${text}`]),
  )

const service = ({ id, authority, role, today }: Parameters<typeof newService>[0]) => `id: ${id}
authority: ${authority}
basis: [] # les articles sur lesquels le service repose
for: person
assurance: low
channels: [portal, counter, phone]
# À remplacer : sans évaluation approuvée, rien n’est publié (A-2.1, a. 63.5).
privacy: { assessment: A-REMPLACER, approved: ${today} }

needs:
  subject: { one-of: [question, request] }
  details: { is: long-text, most: 1000 }
  wishedDay: { is: date, optional: true, when: 'subject = "request"' }
  email: { is: email, optional: true, known-by: self.email }

pages:
  what: [subject, details, wishedDay]
  news: [email]

path:
  filed:
    agent: [decide]
    role: ${role}
    within: P20D
    outcomes: { accept: accepted, refuse: refusal }
  accepted: { decision: favourable, outputs: [decision-letter] }
  refusal: { decision: unfavourable, observations: P15D, review: P30D, outputs: [decision-letter] }

retention: P2Y
`

const WORDS_FR = `name: Nouveau service
summary: Dites en une phrase ce que la personne obtient.
then:
  - Une personne étudie votre demande.
  - Vous recevez la réponse dans les 20 jours.

needs:
  subject:
    label: Que voulez-vous ?
    short: Sujet
    options:
      question: Poser une question
      request: Faire une demande
  details:
    label: Expliquez en quelques mots
    short: Explications
    why: Plus c’est précis, plus la réponse est rapide.
    example: Je voudrais…
  wishedDay:
    label: Pour quand ?
    short: Date souhaitée
    why: Ce n’est pas obligatoire.
    example: 2026 12 15
  email:
    label: À quelle adresse vous donner des nouvelles ?
    short: Adresse courriel
    why: Ce n’est pas obligatoire.
    example: nom@exemple.ca

pages:
  what: Votre demande
  news: Des nouvelles

stages:
  filed: Une personne étudie votre demande.
  accepted: Votre demande est acceptée.
  refusal: Votre demande est refusée.

decisions:
  accepted:
    title: Votre demande est acceptée
    text: Voici ce qui se passe maintenant.
  refusal:
    title: Votre demande est refusée
    text: Cette décision en donne la raison et dit comment la contester.

outcomes:
  accept: Accepter la demande
  refuse: Refuser la demande
`

const WORDS_EN = `name: New service
summary: Say in one sentence what the person gets.
then:
  - A person studies your request.
  - You receive the answer within 20 days.

needs:
  subject:
    label: What do you want?
    short: Subject
    options:
      question: Ask a question
      request: Make a request
  details:
    label: Explain in a few words
    short: Explanation
    why: The more precise it is, the faster the answer.
    example: I would like…
  wishedDay:
    label: For when?
    short: Wished date
    why: You do not have to say.
    example: 2026 12 15
  email:
    label: Where can we send you news?
    short: E-mail address
    why: You do not have to say.
    example: name@example.com

pages:
  what: Your request
  news: News

stages:
  filed: A person is studying your request.
  accepted: Your request is accepted.
  refusal: Your request is refused.

decisions:
  accepted:
    title: Your request is accepted
    text: Here is what happens now.
  refusal:
    title: Your request is refused
    text: This decision gives the reason and how to contest it.

outcomes:
  accept: Accept the request
  refuse: Refuse the request
`

const example = (
  today: string,
) => `# Un cas travaillé à la main : ce qui est répondu, et ce qui doit en sortir.
title: Une demande simple
on: '${today}'
answers:
  subject: request
  details: Je voudrais un rendez-vous.
  wishedDay: '${today}'
path: [filed]
`
