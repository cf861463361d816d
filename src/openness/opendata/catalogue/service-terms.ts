import type { Places } from './authority.ts'
import { inBoth, iri, plain, type Reference } from './rdf/resource.ts'
import type { Terms } from './rdf/terms.ts'

/** Notions that no shared vocabulary names as we mean them: they have an address of ours. */
const NOTIONS: Record<string, { fr: string; en: string }> = {
  'channel-portal': { fr: 'En ligne', en: 'Online' },
  'channel-counter': { fr: 'Au comptoir', en: 'At the counter' },
  'channel-phone': { fr: 'Par téléphone', en: 'By telephone' },
  'channel-paper': { fr: 'Sur papier', en: 'On paper' },
  'channel-partner': { fr: 'Par un logiciel homologué', en: 'By certified software' },
  'output-decision-letter': { fr: 'Lettre de décision', en: 'Decision letter' },
  'output-payment-order': { fr: 'Ordre de paiement', en: 'Payment order' },
  'output-certificate': { fr: 'Certificat', en: 'Certificate' },
  'attached-file': { fr: 'Pièce jointe', en: 'Attached file' },
  'for-person': { fr: 'Service à une personne identifiée', en: 'Service to an identified person' },
  'for-anyone': { fr: 'Service à toute personne, sans compte', en: 'Service to anyone, without an account' },
}

export const conceptOf = (terms: Terms, { services }: Places, name: string): Reference =>
  terms.concept(`${services}#${name}`, NOTIONS[name] ?? { fr: name, en: name })

const LIFE_EVENTS: Record<string, { fr: string; en: string }> = {
  naissance: { fr: 'Une naissance', en: 'A birth' },
  adoption: { fr: 'Une adoption', en: 'An adoption' },
  separation: { fr: 'Une séparation', en: 'A separation' },
  mariage: { fr: 'Un mariage', en: 'A marriage' },
  deces: { fr: 'Un décès', en: 'A death' },
  voyage: { fr: 'Un voyage', en: 'A journey' },
  'se-deplacer': { fr: 'Se déplacer', en: 'Getting around' },
}

/** What happens in a life and leads here. An event that nobody worded in English keeps its French id. */
export const lifeEvent = (terms: Terms, { services }: Places, event: string): Reference =>
  terms.use(`${services}#evenement-${event}`, ['cv:LifeEvent', 'cv:Event'], {
    'dct:identifier': plain(event),
    'dct:title': inBoth(LIFE_EVENTS[event] ?? { fr: event.replaceAll('-', ' '), en: '' }),
  })

/**
 * An article, where the official text is read: « I-3, a. 1029.8.61.8 » is a section of the chapter I-3 of the Compilation
 * of Québec laws. What is not cited so is named here.
 */
export const legalResource = (terms: Terms, service: string, citation: string): Reference => {
  const [, chapter, article] = /^([A-Z]+(?:-[\d.]+)*), a\. ([\d.]+)$/.exec(citation) ?? []
  const address =
    chapter && article
      ? `https://www.legisquebec.gouv.qc.ca/fr/document/lc/${chapter}#se:${article.replaceAll('.', '_')}`
      : `${service}droit-${encodeURIComponent(citation)}`
  return terms.use(iri(address).iri, ['eli:LegalResource'], {
    'dct:identifier': plain(citation),
    'dct:title': [{ text: citation, language: 'fr' }],
  })
}
