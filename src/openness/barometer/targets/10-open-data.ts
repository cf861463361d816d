import type { Period } from '../days.ts'
import { type Definition, doesNot, isOver, meets, notCounted } from '../definition.ts'
import type { History } from '../history.ts'
import { organisationsOn } from '../organisations.ts'
import { inForceWithin, upTo } from '../revisions.ts'

export const openData: Definition = {
  target: 10,
  version: 1,
  from: '2025-01-01',
  slug: { fr: 'donnees-ouvertes', en: 'open-data' },
  title: { fr: 'Données diffusées', en: 'Data made available' },
  wording: {
    fr: '60 % des organisations diffusent la majorité de leurs données à haut potentiel de réutilisation',
    en: '60% of organisations release the majority of their data with high potential for reuse',
  },
  text: {
    fr: 'Parmi les organismes dont l’inventaire compte au moins un jeu de données à haut potentiel de réutilisation, ceux dont plus de la moitié de ces jeux se téléchargent vraiment, sous licence ouverte et dans un format lisible par machine. On le vérifie en les téléchargeant. Exactement la moitié ne suffit pas.',
    en: 'Among the organisations whose inventory has at least one dataset with high potential for reuse, those where more than half of these datasets can really be downloaded, openly licensed and machine readable. This is checked by downloading them. Exactly half is not enough.',
  },
  goal: { share: 0.6, rule: 'at-least' },
  unit: 'organisation',
  months: 12,
  kinds: ['dataset'],
  units: (history, period) => {
    const { subject, closed } = organisationsOn(history, period.to)
    const inventories = inventoriesOn(history, period)
    return [...new Set([...subject, ...inventories.keys()])].map((organisation) => ({
      unit: organisation,
      organisation,
      provenance: 'observed',
      notCounted: closed.has(organisation) ? 'organisation-closed' : null,
      counts: inventories.get(organisation) ?? { datasets: 0, highPotential: 0, downloadable: 0 },
    }))
  },
  judge: ({ datasets = 0, highPotential = 0, downloadable = 0 }) => {
    if (highPotential < 1) return notCounted(datasets > 0 ? 'no-high-potential' : 'not-reported')
    const share = downloadable / highPotential
    return isOver(downloadable, highPotential, 0.5) ? meets(share) : doesNot(share)
  },
  counts: {
    datasets: { words: { fr: 'jeux à l’inventaire', en: 'datasets in the inventory' }, cells: 0 },
    highPotential: { words: { fr: 'à haut potentiel', en: 'with high potential' }, cells: 0 },
    downloadable: {
      words: { fr: 'à haut potentiel et téléchargeables', en: 'with high potential, downloadable' },
      cells: 0,
    },
  },
  share: {
    fr: 'jeux à haut potentiel téléchargeables',
    en: 'high-potential datasets that can be downloaded',
  },
  reporting: (history, period) => new Set(inventoriesOn(history, period).keys()),
  panel: 'unit',
  weight: { of: 'datasets', size: ({ highPotential = 0 }) => highPotential },
  variants: [],
}

type Inventory = { datasets: number; highPotential: number; downloadable: number }

const inventoriesOn = (history: History, { to }: Period): Map<string, Inventory> => {
  const inventories = new Map<string, Inventory>()
  for (const { organisation, series } of inForceWithin(history, 'dataset', upTo(to))) {
    const inventory = inventories.get(organisation) ?? { datasets: 0, highPotential: 0, downloadable: 0 }
    const { highPotential, downloadable } = series[0]!.is
    inventory.datasets += 1
    inventory.highPotential += highPotential === 'yes' ? 1 : 0
    inventory.downloadable += highPotential === 'yes' && downloadable === 'yes' ? 1 : 0
    inventories.set(organisation, inventory)
  }
  return inventories
}
