import { CannotStart } from '#kernel'
import { loadOrganisations, type Organisations } from '#parties'
import type { Config } from '../config.ts'

/** The organisations of this installation. Throws `CannotStart` (`organisations-unreadable`) with what is to be mended. */
export const readOrganisations = async ({
  organisationsDir,
}: Pick<Config, 'organisationsDir'>): Promise<Organisations> => {
  const loaded = await loadOrganisations(organisationsDir)
  if (loaded.ok) return loaded.value
  const faults = (loaded.details['faults'] as string[]).join('\n')
  throw new CannotStart('organisations-unreadable', {
    fr: `Le dossier des organismes ${organisationsDir} ne peut être lu :\n${faults}`,
    en: `The organisations folder ${organisationsDir} cannot be read:\n${faults}`,
  })
}
