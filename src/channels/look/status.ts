import { html, type Html } from '#html'
import { icon, type Icon } from './icons.ts'

/** Word + icon + colour, always the three: nobody has to see the colour. */
const STATUSES = {
  new: ['info', 'ring'],
  draft: ['calm', 'pen'],
  progress: ['info', 'half'],
  waiting: ['warn', 'clock'],
  paused: ['warn', 'pause'],
  done: ['good', 'done'],
  stopped: ['calm', 'stopped'],
  problem: ['bad', 'alert'],
  late: ['bad', 'clock'],
  private: ['calm', 'lock'],
  notice: ['warn', 'info'],
} as const satisfies Record<string, readonly [string, Icon]>

export type Status = keyof typeof STATUSES
export const STATUS_NAMES = Object.keys(STATUSES) as Status[]

/** `plain` leaves out the ground, for tables that are scanned by the hundred. */
export const tag = (p: { status: Status; label: string; plain?: boolean }): Html => {
  const [tone, drawing] = STATUSES[p.status]
  return html`<span class="${p.plain ? 'tag plain' : 'tag'} ${tone}">${icon(drawing)}<span>${p.label}</span></span>`
}
