import { html, type Html } from '#html'
import { defineWords, type Language } from '#kernel'
import { hero, page, searchForm, serviceList, PATHS } from '../index.ts'

const words = defineWords({
  fr: {
    title: 'Vos services, au même endroit',
    lead: 'Faites votre demande en ligne, suivez-la, recevez une réponse claire. Nous ne vous demandons pas ce que nous savons déjà.',
    search: 'Que cherchez-vous ?',
    hint: 'Un service, un événement de vie, un mot : naissance, nid-de-poule…',
    services: 'Services offerts',
    family: 'Allocation famille',
    familyText: 'Une aide financière aux familles qui ont des enfants de moins de 18 ans à leur charge.',
    familyBy: 'Régie des familles · environ 5 minutes',
    birth: 'Certificat de naissance',
    birthText: 'Obtenez un certificat ou une copie d’acte, pour vous ou pour votre enfant.',
    birthBy: 'Registre civil · réponse en 20 jours',
    road: 'Signaler un problème de chaussée',
    roadText: 'Un nid-de-poule, un affaissement, une fissure : dites-nous où. Aucun compte n’est nécessaire.',
    roadBy: 'Ville des Ormes · environ 2 minutes',
    help: 'Besoin d’un coup de main ?',
    helpText: 'Vous pouvez faire chaque demande au comptoir ou par téléphone : le service est le même.',
  },
  en: {
    title: 'Your services, in one place',
    lead: 'Make your request online, follow it, receive a clear answer. We do not ask what we already know.',
    search: 'What are you looking for?',
    hint: 'A service, a life event, a word: birth, pothole…',
    services: 'Services on offer',
    family: 'Family allowance',
    familyText: 'Financial support for families with dependent children under 18.',
    familyBy: 'Family board · about 5 minutes',
    birth: 'Birth certificate',
    birthText: 'Get a certificate or a copy of an act, for yourself or for your child.',
    birthBy: 'Civil registry · answer within 20 days',
    road: 'Report a road problem',
    roadText: 'A pothole, a sinking, a crack: tell us where. No account is needed.',
    roadBy: 'Town of Les Ormes · about 2 minutes',
    help: 'Need a hand?',
    helpText: 'You can make each request at the counter or by phone: the service is the same.',
  },
})

export const frontDoor = (language: Language): Html => {
  const w = words[language]
  return page({
    language,
    title: w.title,
    description: w.lead,
    path: PATHS[language].services,
    otherPath: PATHS[language === 'fr' ? 'en' : 'fr'].services,
    current: 'services',
    demonstration: true,
    layout: 'wide',
    body: html`${hero({ title: w.title, lead: w.lead, body: searchForm({ language, action: PATHS[language].services, name: 'q', label: w.search, hint: w.hint }) })}
<h2>${w.services}</h2>
      ${serviceList([
        { href: '/services/allocation-famille', title: w.family, summary: w.familyText, note: w.familyBy },
        { href: '/services/certificat-naissance', title: w.birth, summary: w.birthText, note: w.birthBy },
        { href: '/services/signalement-chaussee', title: w.road, summary: w.roadText, note: w.roadBy },
      ])}
      <h2>${w.help}</h2>
      <p class="reading">${w.helpText}</p>`,
  })
}
