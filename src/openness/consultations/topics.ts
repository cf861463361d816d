import type { Text } from '#kernel'

/** What a consultation is about, for whoever looks for one among many. */
export const TOPICS = {
  families: { fr: 'Familles et enfance', en: 'Families and children' },
  health: { fr: 'Santé et services sociaux', en: 'Health and social services' },
  education: { fr: 'Éducation et culture', en: 'Education and culture' },
  environment: { fr: 'Environnement et eau', en: 'Environment and water' },
  transport: { fr: 'Rues et transports', en: 'Streets and transport' },
  planning: { fr: 'Aménagement et habitation', en: 'Planning and housing' },
  economy: { fr: 'Économie et finances', en: 'Economy and finance' },
  justice: { fr: 'Justice et état civil', en: 'Justice and civil status' },
  digital: { fr: 'Services numériques et données', en: 'Digital services and data' },
  other: { fr: 'Autre sujet', en: 'Another subject' },
} as const satisfies Record<string, Text>

export type Topic = keyof typeof TOPICS

export const isTopic = (id: string): id is Topic => Object.hasOwn(TOPICS, id)
