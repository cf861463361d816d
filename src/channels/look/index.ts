/**
 * The look: how every page of Parvis is drawn. Functions of typed props that return `Html`; nothing here knows a
 * domain, and no style or script is written in a page (the content security policy allows none).
 *
 * A page is `page({ … body })`; a question is `needField({ need, words, language, form, faults })`; what the server
 * must send beside pages is `assets()`. Each component in each state: `node src/channels/look/gallery.ts <folder>`.
 */
export { page, type Destination, type PageProps } from './page.ts'
export { assets, ASSET_CACHING, type Asset } from './assets.ts'
export { PATHS } from './words.ts'
export { icon, ICONS, type Icon } from './icons.ts'
export { openKept, type Kept } from './template.ts'
export { button, buttons, linkButton, postForm, type FormProps, type Weight } from './buttons.ts'
export {
  details,
  emptyState,
  errorSummary,
  fieldId,
  inset,
  notice,
  type Faults,
  type Tone,
} from './messages.ts'
export { tag, STATUS_NAMES, type Status } from './status.ts'
export { nextSteps, section, summaryList, time, timeline, type Moment, type SummaryRow } from './lists.ts'
export { backLink, breadcrumb, pagination, steps, tabs, type Crumb, type Tab } from './navigation.ts'
export {
  beside,
  doors,
  figure,
  figures,
  hero,
  knownFact,
  letter,
  receipt,
  serviceList,
  type KnownFact,
  type ServiceCard,
} from './panels.ts'
export { actList, type Act } from './acts.ts'
export { densitySwitch, rowLink, table, type Column, type TableProps } from './tables.ts'
export { figureCards, type FigureCard } from './charts/figure-card.ts'
export { folded } from './charts/folded.ts'
export { meter, type MeterProps } from './charts/meter.ts'
export { strip, type StripProps } from './charts/strip.ts'
export { roadmap, type RoadmapBar, type RoadmapProps, type RoadmapState } from './charts/roadmap.ts'
export { places, type Shape } from './charts/places.ts'
export { series, type SeriesProps } from './charts/series.ts'
export { trend, type TrendLine, type TrendPoint, type TrendProps } from './charts/trend.ts'
export { filterBar, searchForm, type ActiveFilter, type FilterChoice } from './filters.ts'
export { needField, type NeedFieldProps } from './fields/need.ts'
export { NO, YES } from './fields/choice.ts'
export type { FileRules, Form, HeldFile } from './fields/asked.ts'
export type { KnownItem } from './fields/list.ts'
