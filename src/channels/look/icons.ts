import { raw, type Html } from '#html'

/**
 * The constant set, drawn once: 24 × 24, one stroke of 2, round ends. Icons never speak alone: a word stands beside
 * each of them, so they are hidden from assistive technologies.
 */
const DRAWINGS = {
  alert: '<path d="M12 3 2 20h20L12 3ZM12 10v4M12 17v.01"/>',
  'arrow-down': '<path d="M12 5v14M6 13l6 6 6-6"/>',
  'arrow-left': '<path d="M19 12H5M11 6l-6 6 6 6"/>',
  'arrow-right': '<path d="M5 12h14M13 6l6 6-6 6"/>',
  'arrow-up': '<path d="M12 19V5M6 11l6-6 6 6"/>',
  calendar: '<path d="M4 6h16v14H4zM4 10h16M8 3v4M16 3v4"/>',
  check: '<path d="m5 13 5 5L19 7"/>',
  clock: '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3 2"/>',
  cross: '<path d="m6 6 12 12M18 6 6 18"/>',
  done: '<circle cx="12" cy="12" r="9"/><path d="m8 12 3 3 5-6"/>',
  file: '<path d="M6 3h8l4 4v14H6zM14 3v4h4"/>',
  half: '<circle cx="12" cy="12" r="9"/><path d="M12 7a5 5 0 0 1 0 10z" fill="currentColor"/>',
  inbox: '<path d="M3 13 6 5h12l3 8v6H3zM3 13h5l2 3h4l2-3h5"/>',
  info: '<circle cx="12" cy="12" r="9"/><path d="M12 11v5M12 8v.01"/>',
  lock: '<path d="M5 11h14v10H5zM8 11V7a4 4 0 0 1 8 0v4"/>',
  pause: '<circle cx="12" cy="12" r="9"/><path d="M10 9v6M14 9v6"/>',
  pen: '<path d="m4 20 1-5L16 4l4 4L9 19zM13 7l4 4"/>',
  plus: '<path d="M12 5v14M5 12h14"/>',
  print: '<path d="M7 8V3h10v5M7 17H3V8h18v9h-4M7 14h10v7H7z"/>',
  ring: '<circle cx="12" cy="12" r="9"/>',
  search: '<circle cx="11" cy="11" r="7"/><path d="m16 16 5 5"/>',
  stopped: '<circle cx="12" cy="12" r="9"/><path d="m9 9 6 6M15 9l-6 6"/>',
  trash: '<path d="M4 7h16M9 7V4h6v3M6 7l1 14h10l1-14"/>',
  upload: '<path d="M12 16V4M7 9l5-5 5 5M4 20h16"/>',
  user: '<circle cx="12" cy="8" r="4"/><path d="M4 21c1-5 4-7 8-7s7 2 8 7"/>',
} as const

export type Icon = keyof typeof DRAWINGS

const drawn = new Map<Icon, Html>(
  Object.entries(DRAWINGS).map(([name, paths]) => [
    name as Icon,
    raw(`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${paths}</svg>`),
  ]),
)

export const ICONS = [...drawn.keys()]

export const icon = (name: Icon): Html => drawn.get(name)!

/** A door, and the forecourt that widens in front of it: everybody passes there. */
const MARK =
  '<path d="M11 17v-6a5 5 0 0 1 10 0v6M8.5 21h15M5.5 25h21M2.5 29h27" fill="none" stroke="currentColor" stroke-width="2.5"/>'

export const mark: Html = raw(
  `<svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">${MARK}</svg>`,
)

/** The forecourt itself, wide: a portico, and paving that opens towards whoever comes. Ornament of the front door. */
export const forecourt: Html = raw(
  '<svg class="forecourt" viewBox="30 0 340 320" preserveAspectRatio="xMidYMax slice" aria-hidden="true" focusable="false"><path d="M100 152V92a22 22 0 0 1 44 0v60M256 152V92a22 22 0 0 1 44 0v60M60 152h280M72 152V48h256v104M46 172h308M24 200h352M-10 240h420M-60 296h520M180 152 148 320M220 152 252 320M140 152 52 320M260 152 348 320M100 152-44 320M300 152 444 320"/><path class="door" d="M178 152V92a22 22 0 0 1 44 0v60"/></svg>',
)

/** The same mark for the browser's tab, which knows nothing of our style sheet. */
export const TAB_ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><style>svg{color:#17457e}@media(prefers-color-scheme:dark){svg{color:#a5c8f5}}</style>${MARK}</svg>`
