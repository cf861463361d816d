import { frenchSpacesIn } from '#kernel'

/** The words of the space's first page. French only (C-11, s. 18.1). */
export const words = frenchSpacesIn({
  title: 'Accueil de l’organisme',
  lead: 'Ce qui presse, ce qui vient, et où en sont les dix cibles dans votre organisme.',
} as const)
