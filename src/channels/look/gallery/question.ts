import { html, type Html } from '#html'
import { defineWords, type Language } from '#kernel'
import {
  button,
  buttons,
  errorSummary,
  knownFact,
  needField,
  page,
  postForm,
  steps,
  type Faults,
} from '../index.ts'
import { sampleNeed } from './sample-needs.ts'

const words = defineWords({
  fr: {
    service: 'Allocation famille',
    title: 'Votre famille',
    intro: 'Nous avons trouvé ceci dans les registres. Vérifiez, puis répondez au reste.',
    married: 'État civil',
    marriedValue: 'Mariée, à Karim Haddad',
    source: 'Registre civil',
    asOf: '20 novembre 2026',
    continue: 'Enregistrer et continuer',
    later: 'Finir plus tard',
    fault: 'Dites si vous vivez avec un conjoint ou une conjointe.',
    custody: 'Choisissez la garde de Léo.',
    income: 'Entrez le revenu en dollars, comme 41 250,50.',
  },
  en: {
    service: 'Family allowance',
    title: 'Your family',
    intro: 'We found this in the registries. Check it, then answer the rest.',
    married: 'Civil status',
    marriedValue: 'Married, to Karim Haddad',
    source: 'Civil registry',
    asOf: 'November 20, 2026',
    continue: 'Save and continue',
    later: 'Finish later',
    fault: 'Say whether you live with a spouse.',
    custody: 'Choose Léo’s custody.',
    income: 'Enter the income in dollars, such as 41,250.50.',
  },
})

/** A page of a form: where one is, what is known, what is asked; in error, the summary and each field say what to mend. */
export const question = (language: Language, faulty: boolean): Html => {
  const w = words[language]
  const faults: Faults = faulty
    ? { spouse: w.fault, 'children.leo.custody': w.custody, familyIncome: w.income }
    : {}
  return page({
    language,
    title: `${w.title} - ${w.service}`,
    path: '/demandes/7K4M-2QXD-9/famille',
    otherPath: '/en/requests/7K4M-2QXD-9/family',
    person: { name: 'Amélie Tremblay' },
    current: 'dossiers',
    unread: 1,
    demonstration: true,
    error: faulty,
    back: { href: '/demandes/7K4M-2QXD-9/identite' },
    body: html`${errorSummary({ language, faults })}
      <div>
        <p class="kicker">${w.service}</p>
        <h1>${w.title}</h1>
      </div>
      ${steps({ language, current: 2, total: 4 })}
      <p>${w.intro}</p>
      ${knownFact({
        language,
        label: w.married,
        value: w.marriedValue,
        source: w.source,
        asOf: { text: w.asOf, machine: '2026-11-20' },
        contest: { href: '/demandes/7K4M-2QXD-9/contester/etat-civil' },
      })}${form(language, faults)}`,
  })
}

const form = (language: Language, faults: Faults): Html => {
  const w = words[language]
  const typed = new Map(
    Object.keys(faults).length
      ? [
          ['familyIncome', ['quarante mille']],
          ['children._items', ['leo']],
        ]
      : [['children._items', ['leo']]],
  )
  const ask = (id: string) => {
    const { need, words: said } = sampleNeed(id)
    return needField({
      need,
      words: said[language],
      language,
      form: typed,
      faults,
      knownItems: id === 'children' ? [leo(language)] : [],
      asks: (item, field) => item !== 'leo' || field === 'custody',
    })
  }
  return postForm({
    language,
    action: '/demandes/7K4M-2QXD-9/famille',
    autosave: '/demandes/7K4M-2QXD-9/brouillon',
    hidden: { version: '1' },
    body: html`${ask('spouse')}${ask('children')}${ask('familyIncome')}${buttons(
      button({ label: w.continue }),
      button({ label: w.later, weight: 'quiet', name: 'way', value: 'later' }),
    )}`,
  })
}

const leo = (language: Language) => ({
  id: 'leo',
  title: 'Léo Tremblay',
  shown: [
    language === 'fr'
      ? (['Date de naissance', '2 mars 2015'] as const)
      : (['Date of birth', 'March 2, 2015'] as const),
    language === 'fr'
      ? (['Parents', 'Amélie Tremblay, Karim Haddad'] as const)
      : (['Parents', 'Amélie Tremblay, Karim Haddad'] as const),
  ],
  source: words[language].source,
})
