import { type Figure, inForceOn } from '#barometer'
import { dayOf, formatPercent } from '#kernel'
import type { Status } from '#look'
import type { Platform } from '#web'

/** « 8. Utilisés en ligne » */
export const targetName = ({ clock }: Platform, target: number): string => {
  const definition = inForceOn(dayOf(clock())).find((one) => one.target === target)
  return definition ? `${target}. ${definition.title.fr}` : String(target)
}

export const organisationName = ({ organisations }: Platform, id: string): string =>
  organisations.organisations.get(id)?.name.fr ?? (id || 'Tous les organismes')

/** A service, `service/deadline`, an organisation, or an id of its own. */
export const unitName = ({ catalogue, organisations }: Platform, unit: string): string => {
  const [first = '', ...rest] = unit.split('/')
  const name =
    catalogue.current(first)?.definition.words.fr.name ??
    organisations.organisations.get(first)?.name.fr ??
    first
  return [name, ...rest].join(' · ')
}

export const shareOf = (share: number | null, none = 'Aucun chiffre'): string =>
  share === null ? none : formatPercent(share, 'fr')

export const statusOf = ({ state, goal }: Figure): { status: Status; label: string } => {
  if (state === 'no-data') return { status: 'waiting', label: 'Aucune donnée' }
  if (state === 'not-applicable') return { status: 'stopped', label: 'Sans objet' }
  return goal.met
    ? { status: 'done', label: 'Cible atteinte' }
    : { status: 'progress', label: 'Pas encore atteinte' }
}
