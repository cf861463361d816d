import type { Surroundings } from './surroundings.ts'

/** A good service in which tests plant one fault at a time, and what is around it. Only tests read this file. */
export const FILES: Readonly<Record<string, string>> = {
  'service.yaml': `id: aide
authority: regie
basis: ['I-3']
for: person
assurance: low
channels: [portal]
privacy: { assessment: EFVP-1, approved: 2026-02-09 }
needs:
  birthDate: { is: date, known-by: etat-civil.birthDate }
  alone: { is: yes-no }
  payment: { one-of: [deposit, cheque] }
  account: { is: bank-account, when: 'payment = "deposit"' }
  payer: { is: yes-no, derive: 'alone = true' }
  remark: { is: text, optional: true, check: { must: 'remark != "rien"', else: saySomething } }
pages:
  you: [birthDate, alone]
  paid: [payment, account]
path:
  filed: { robot: assess, outcomes: { granted: grant, refused: review }, otherwise: review }
  review:
    agent: [decide]
    role: analyste
    within: P20D
    outcomes: { accept: grant, refuse: refusal }
  grant: { decision: favourable }
  refusal: { decision: unfavourable, observations: P15D, review: P90D }
retention: P6Y
`,
  'rules.yaml': `outcome: outcome
amounts: { total: total }
rules:
  amount: { is: money, feel: parameters.base }
  total: { is: money, feel: amount }
  outcome:
    is: text
    table:
      inputs: [total]
      hit: first
      rows:
        - ['> 0', granted]
        - ['-', refused]
`,
  'parameters.yaml': `source: Régie
published:
  2026: { base: 500 }
`,
  'words.fr.yaml': `name: Une aide
summary: Une aide.
needs:
  birthDate: { label: Votre date de naissance }
  alone: { label: Vivez-vous seul ? }
  payment:
    label: Comment être payé ?
    options:
      deposit: Dépôt
      cheque: Chèque
  account: { label: Quel compte ? }
  payer: { label: Qui paie ? }
  remark: { label: Une remarque ? }
pages: { you: Vous, paid: Paiement }
checks: { saySomething: Dites quelque chose. }
stages:
  filed: Déposée
  review: À l’étude
  grant: Accordée
  refusal: Refusée
decisions:
  grant: { title: Accordée, text: Oui. }
  refusal: { title: Refusée, text: Non. }
outcomes: { granted: Oui, refused: Non, accept: Accepter, refuse: Refuser }
rules: { amount: Montant, total: Total, outcome: Conclusion }
parameters: { base: Base }
`,
  'words.en.yaml': `name: Help
summary: Some help.
needs:
  birthDate: { label: Your date of birth }
  alone: { label: Do you live alone? }
  payment:
    label: How to be paid?
    options:
      deposit: Deposit
      cheque: Cheque
  account: { label: Which account? }
  payer: { label: Who pays? }
  remark: { label: A remark? }
pages: { you: You, paid: Payment }
checks: { saySomething: Say something. }
stages: { filed: Filed, review: Studied, grant: Granted, refusal: Refused }
decisions:
  grant: { title: Granted, text: 'Yes.' }
  refusal: { title: Refused, text: 'No.' }
outcomes: { granted: 'Yes', refused: 'No', accept: Accept, refuse: Refuse }
rules: { amount: Amount, total: Total, outcome: Conclusion }
parameters: { base: Base }
`,
  'examples/simple.yaml': `title: Amélie Tremblay vit seule
on: 2026-11-22
answers:
  alone: true
  payment: cheque
outcome: granted
amounts: { total: 500 }
path: [filed, grant]
`,
}

const hours = { fr: 'le matin', en: 'in the morning' }

export const SURROUNDINGS: Surroundings = {
  today: '2026-11-22',
  organisations: new Map([
    [
      'regie',
      {
        id: 'regie',
        kind: 'board',
        name: { fr: 'Régie', en: 'Board' },
        mission: { fr: 'Aide', en: 'Helps' },
        contact: { phone: '819 555-0142', email: 'a@regie.example', hours },
        servicePoints: [],
        roles: { analyste: { fr: 'Analyste', en: 'Analyst' } },
        agents: [{ id: 'lucie-gagnon', name: 'Lucie Gagnon', roles: ['analyste'] }],
      },
    ],
  ]),
  registries: new Map([
    [
      'etat-civil',
      {
        id: 'etat-civil',
        name: { fr: 'Actes', en: 'Acts' },
        heldBy: 'regie',
        facts: [
          {
            id: 'birthDate',
            concept: 'birthDate',
            is: 'date',
            fields: [],
            words: { fr: 'Date de naissance', en: 'Date of birth' },
          },
        ],
      },
    ],
  ]),
}
