import type { Text } from '#kernel'

/** Québec’s seventeen administrative regions, by their official number (Décret 2000-87). */
export const REGIONS: ReadonlyMap<string, Text> = new Map([
  ['01', { fr: 'Bas-Saint-Laurent', en: 'Bas-Saint-Laurent' }],
  ['02', { fr: 'Saguenay–Lac-Saint-Jean', en: 'Saguenay–Lac-Saint-Jean' }],
  ['03', { fr: 'Capitale-Nationale', en: 'Capitale-Nationale' }],
  ['04', { fr: 'Mauricie', en: 'Mauricie' }],
  ['05', { fr: 'Estrie', en: 'Estrie' }],
  ['06', { fr: 'Montréal', en: 'Montréal' }],
  ['07', { fr: 'Outaouais', en: 'Outaouais' }],
  ['08', { fr: 'Abitibi-Témiscamingue', en: 'Abitibi-Témiscamingue' }],
  ['09', { fr: 'Côte-Nord', en: 'Côte-Nord' }],
  ['10', { fr: 'Nord-du-Québec', en: 'Nord-du-Québec' }],
  ['11', { fr: 'Gaspésie–Îles-de-la-Madeleine', en: 'Gaspésie–Îles-de-la-Madeleine' }],
  ['12', { fr: 'Chaudière-Appalaches', en: 'Chaudière-Appalaches' }],
  ['13', { fr: 'Laval', en: 'Laval' }],
  ['14', { fr: 'Lanaudière', en: 'Lanaudière' }],
  ['15', { fr: 'Laurentides', en: 'Laurentides' }],
  ['16', { fr: 'Montérégie', en: 'Montérégie' }],
  ['17', { fr: 'Centre-du-Québec', en: 'Centre-du-Québec' }],
])

/** Whoever does not say where they live counts under no region. */
export const isRegion = (id: string): boolean => REGIONS.has(id)
