import { frenchSpacesIn } from '#kernel'

/** Where each part of the secretariat's place is. */
export const CENTRAL = {
  overview: '/central',
  reminders: '/central/rappels',
  definitions: '/central/definitions',
  reports: '/central/rapports',
  contests: '/central/contestations',
  exclusions: '/central/exclusions',
} as const

export type Part = keyof typeof CENTRAL

/** The words around every page of the place. French only: it is the staff's interface (C-11, s. 18.1). */
export const words = frenchSpacesIn({
  parts: {
    overview: 'Organismes',
    reminders: 'Rappels',
    definitions: 'Définitions',
    reports: 'Rapports',
    contests: 'Contestations',
    exclusions: 'Exclusions',
  } satisfies Record<Part, string>,
  organisation: 'Notre organisme',
  notForYou: {
    title: 'Cette page est celle de l’organisme central',
    text: 'Il suit tous les organismes, tient les définitions des cibles et publie le rapport de l’année. Ce qui concerne le vôtre est dans son espace.',
    action: 'Ouvrir l’espace de mon organisme',
  },
} as const)
