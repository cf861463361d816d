/** By which channel a request may have come, where it was counted outside the platform; « other » is known not to be online. */
export const VOLUME_CHANNELS = ['portal', 'partner', 'counter', 'phone', 'paper', 'other'] as const

export type VolumeChannel = (typeof VOLUME_CHANNELS)[number]

export type VolumeProvenance = 'imported' | 'declared'
