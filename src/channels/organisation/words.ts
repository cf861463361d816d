import { frenchSpacesIn } from '#kernel'

/** Where each part of an organisation's space is. */
export const SPACE = {
  home: '/organisation',
  plan: '/organisation/plan',
  processes: '/organisation/processus',
  workplaces: '/organisation/milieux',
  data: '/organisation/donnees',
  volumes: '/organisation/volumes',
  consultations: '/organisation/consultations',
} as const

export type Part = keyof typeof SPACE

/** The words around every page of the space. French only: it is the staff's interface (Charter of the French language, C-11, s. 18.1). */
export const words = frenchSpacesIn({
  parts: {
    home: 'Accueil',
    plan: 'Plan',
    processes: 'Processus',
    workplaces: 'Milieux',
    data: 'Données',
    volumes: 'Volumes',
    consultations: 'Consultations',
  } satisfies Record<Part, string>,
  desk: 'Bureau',
  barometer: 'Baromètre',
  central: 'Organisme central',
  notFound: {
    title: 'Page introuvable',
    text: 'Rien de votre organisme ne répond à cette adresse.',
    action: 'Revenir à l’accueil de l’organisme',
  },
} as const)
