import { html, type Html } from '#html'
import type { Language } from '#kernel'
import { errorSummary, needField, page, postForm, type Faults, type Form } from '../index.ts'
import { sampleNeeds, type SampleNeed } from './sample-needs.ts'

type State = 'empty' | 'full' | 'faulty'

const TITLES = {
  fr: {
    empty: 'Tous les champs, vides',
    full: 'Tous les champs, remplis',
    faulty: 'Tous les champs, en erreur',
  },
  en: { empty: 'Every field, empty', full: 'Every field, filled', faulty: 'Every field, in error' },
}

/** Every kind of need in one state: what a service can ask, all on one page. */
export const allFields = (language: Language, state: State): Html => {
  const faults = state === 'faulty' ? faultsOf(language) : {}
  return page({
    language,
    title: TITLES[language][state],
    path: '/galerie',
    otherPath: '/en/gallery',
    demonstration: true,
    error: state === 'faulty',
    body: html`${errorSummary({ language, faults })}
      <h1>${TITLES[language][state]}</h1>
      ${postForm({
        language,
        action: '/galerie',
        files: true,
        body: html`${sampleNeeds.map((sample) => fieldIn(sample, language, state, faults))}`,
      })}`,
  })
}

const NOTHING: Form = new Map()

const fieldIn = (s: SampleNeed, language: Language, state: State, faults: Faults): Html =>
  needField({
    need: s.need,
    words: s.words[language],
    language,
    form: state === 'empty' ? NOTHING : s.typed,
    faults,
    files:
      state === 'full'
        ? {
            proof: [
              {
                id: 'f1',
                name: 'permis-de-conduire-recto-verso-numerise-en-haute-resolution.jpeg',
                size: 2_412_000,
              },
              { id: 'f2', name: 'passeport.pdf', size: 84_000, href: '/fichiers/f2' },
            ],
          }
        : {},
    knownItems: s.need.is === 'list' && state !== 'empty' ? knownChildren(language) : [],
    asks: (itemId, fieldId) => itemId !== 'leo' || fieldId === 'custody',
  })

const knownChildren = (language: Language) => [
  {
    id: 'leo',
    title: 'Léo Tremblay',
    shown: (language === 'fr'
      ? [['Date de naissance', '2 mars 2015']]
      : [['Date of birth', 'March 2, 2015']]) as [string, string][],
    source: language === 'fr' ? 'Registre civil' : 'Civil registry',
  },
]

const faultsOf = (language: Language): Faults => ({
  ...Object.fromEntries(sampleNeeds.map((s) => [s.need.id, s.fault[language]])),
  'children.x1.birthDate':
    language === 'fr' ? 'Février n’a pas 30 jours.' : 'February does not have 30 days.',
  'children.leo.custody': language === 'fr' ? 'Choisissez la garde de Léo.' : 'Choose Léo’s custody.',
})
