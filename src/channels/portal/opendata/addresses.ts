import type { Platform } from '#web'

/** Files and the API have one address, whatever the language of the page that leads there. */
export const downloadPath = (dataset: string, distribution: string, version?: number): string =>
  `/donnees/${encodeURIComponent(dataset)}/fichiers/${distribution}${version ? `/${version}` : ''}`

export const downloadAddress = (platform: Platform, dataset: string, distribution: string): string =>
  platform.address() + downloadPath(dataset, distribution)
