import { PATHS } from '#look'
import type { Agent, Organisations } from '#parties'

/**
 * The roles that an organisation gives for what it plans, opens and consults about. Whoever has no other handles no
 * dossier: their work is in the organisation's space.
 */
export const SPACE_ROLES: readonly string[] = ['planification', 'direction', 'donnees', 'consultations']

/** Where an agent who signs in finds their work: the secretariat's place, their organisation's space, or the desk. */
export const landingOf = ({ organisation, roles }: Agent, { organisations }: Organisations): string => {
  if (organisations.get(organisation)?.kind === 'secretariat') return PATHS.fr.central
  const handlesNothing = roles.length > 0 && roles.every((role) => SPACE_ROLES.includes(role))
  return handlesNothing ? PATHS.fr.organisation : PATHS.fr.desk
}
