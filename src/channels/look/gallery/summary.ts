import { html, type Html } from '#html'
import { defineWords, type Language } from '#kernel'
import {
  button,
  buttons,
  linkButton,
  nextSteps,
  page,
  postForm,
  receipt,
  section,
  steps,
  summaryList,
} from '../index.ts'

const words = defineWords({
  fr: {
    service: 'Allocation famille',
    title: 'Vérifiez avant de déposer',
    you: 'Vous',
    name: 'Nom',
    birth: 'Date de naissance',
    birthValue: '14 juillet 1988',
    civil: 'Source : Registre civil',
    address: 'Adresse',
    email: 'Courriel',
    family: 'Votre famille',
    spouse: 'Conjoint',
    children: 'Enfants',
    leo: 'Léo Tremblay, 2 mars 2015, garde à temps plein',
    zoe: 'Zoé Tremblay, 30 janvier 2019, garde partagée',
    income: 'Revenu familial net de 2025',
    incomeValue: '41 250,50 $',
    revenue: 'Source : Agence du revenu',
    payment: 'Versement',
    account: 'Compte',
    declare: 'En déposant, vous déclarez que ces renseignements sont exacts à votre connaissance.',
    file: 'Déposer ma demande',
    filed: 'Votre demande est déposée',
    when: '22 novembre 2026, 14 h 30',
    keep: 'Gardez ce numéro. Une copie du reçu est dans votre boîte.',
    digest: 'Empreinte des réponses',
    then: 'Et maintenant',
    follow: 'Suivre ma demande',
    first: 'Un robot calcule votre allocation : cela prend quelques secondes.',
    second: 'Vous recevez la décision et son explication dans votre boîte.',
    third: 'Si quelque chose ne va pas, vous pouvez parler à une personne ou demander une révision.',
  },
  en: {
    service: 'Family allowance',
    title: 'Check before you file',
    you: 'You',
    name: 'Name',
    birth: 'Date of birth',
    birthValue: 'July 14, 1988',
    civil: 'Source: Civil registry',
    address: 'Address',
    email: 'E-mail',
    family: 'Your family',
    spouse: 'Spouse',
    children: 'Children',
    leo: 'Léo Tremblay, March 2, 2015, full-time custody',
    zoe: 'Zoé Tremblay, January 30, 2019, shared custody',
    income: 'Net family income for 2025',
    incomeValue: '$41,250.50',
    revenue: 'Source: Revenue agency',
    payment: 'Payment',
    account: 'Account',
    declare: 'By filing, you declare that this information is accurate to the best of your knowledge.',
    file: 'File my request',
    filed: 'Your request is filed',
    when: 'November 22, 2026, 2:30 p.m.',
    keep: 'Keep this number. A copy of the receipt is in your inbox.',
    digest: 'Digest of the answers',
    then: 'What happens now',
    follow: 'Follow my request',
    first: 'A robot computes your allowance: it takes a few seconds.',
    second: 'You receive the decision and its explanation in your inbox.',
    third: 'If something is wrong, you can speak to a person or ask for a review.',
  },
})

const frame = (language: Language) => ({
  language,
  path: '/demandes/7K4M-2QXD-9/verifier',
  otherPath: '/en/requests/7K4M-2QXD-9/check',
  person: { name: 'Amélie Tremblay' },
  current: 'dossiers',
  demonstration: true,
})

export const summary = (language: Language): Html => {
  const w = words[language]
  const at = (part: string) => ({ href: `/demandes/7K4M-2QXD-9/${part}` })
  return page({
    ...frame(language),
    title: `${w.title} - ${w.service}`,
    back: { href: '/demandes/7K4M-2QXD-9/versement' },
    body: html`<div>
        <p class="kicker">${w.service}</p>
        <h1>${w.title}</h1>
      </div>
      ${steps({ language, current: 4, total: 4 })}
      ${section({
        title: w.you,
        body: summaryList({
          language,
          rows: [
            { label: w.name, value: 'Amélie Tremblay', source: w.civil },
            { label: w.birth, value: w.birthValue, source: w.civil },
            {
              label: w.address,
              value: ['12, rue des Ormes', html`Les Ormes (Québec)&nbsp;&nbsp;H3G&nbsp;1A1`],
              action: at('identite'),
            },
            { label: w.email, value: null, action: at('identite') },
          ],
        }),
      })}
      ${section({
        title: w.family,
        body: summaryList({
          language,
          rows: [
            { label: w.spouse, value: 'Karim Haddad', action: at('famille') },
            { label: w.children, value: [w.leo, w.zoe], action: at('famille') },
            { label: w.income, value: w.incomeValue, source: w.revenue, money: true },
          ],
        }),
      })}
      ${section({ title: w.payment, body: summaryList({ language, rows: [{ label: w.account, value: '•••• 4567', action: at('versement') }] }) })}
      ${postForm({
        language,
        action: '/demandes/7K4M-2QXD-9/deposer',
        hidden: { key: '0198f2c4-7d0e-7a55-9c1b-2f6d0a8e4b11' },
        body: html`<p>${w.declare}</p>
          ${buttons(button({ label: w.file }))}`,
      })}`,
  })
}

export const filed = (language: Language): Html => {
  const w = words[language]
  return page({
    ...frame(language),
    title: w.filed,
    body: html`${receipt({
      language,
      title: w.filed,
      number: '7K4M-2QXD-9',
      when: { text: w.when, machine: '2026-11-22T14:30-05:00' },
      body: w.keep,
      rows: [[w.digest, '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08']],
    })}
      <h2>${w.then}</h2>
      ${nextSteps([w.first, w.second, w.third])}${buttons(linkButton({ label: w.follow, href: '/demandes/7K4M-2QXD-9' }))}`,
  })
}
