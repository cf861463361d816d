/** What happens to volumes counted outside the platform, and to inventories that are taken over. docs/events.md comes from here. */
export const EVENTS = {
  'import.confirmed':
    '{ digest, rows, provenance, evidence }: an organisation confirms what a file would change',
  'import.undoing': '{}: an organisation takes a whole import back',
  'volumes.imported':
    '{ import, before, after }: so many more (or fewer) requests of a service, by a channel, in a month; its measure holds the difference',
  'inventory.imported':
    '{ source, files, years, used, leftOut }: an inventory of somebody else was taken over; each of its facts is an event of its own',
  'organisation.inventoried': '{ source }: an organisation of an inventory takes part in a year of it',
  'service.inventoried': '{ source }: a service of an inventory, as it stands from a day on',
  'improvement.inventoried':
    '{ source }: a service of an inventory was improved after what people said of it',
} as const

export type VolumeEvent = keyof typeof EVENTS
