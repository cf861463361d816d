/** What happens to an organisation's data. Bodies name datasets and files, never a person; docs/events.md comes from here. */
export const EVENTS = {
  'dataset.inventoried': '{ dataset }: an organisation entered a dataset in its inventory',
  'dataset.changed':
    '{ dataset, what }: what its entry says changed: `description`, `potential`, `obstacles`',
  'dataset.published':
    '{ dataset, distribution, version, digest }: a file, a link or a query was published, or another version of it',
  'dataset.unpublished': '{ dataset, distribution, reason }: one distribution is no longer offered',
  'dataset.withdrawn': '{ dataset, reason }: the dataset is no longer published; its entry stays',
  'dataset.checked':
    'its measure says what target 10 counts of a dataset, when that changes: whether its potential is high, whether it can be downloaded',
} as const

export type OpenDataEvent = keyof typeof EVENTS
