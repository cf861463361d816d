import { idFrom } from '#kernel'

/** What happens to a service, in a stream of its own. */
export type CatalogueEvent = {
  kind: 'service.published'
  body: { service: string; version: number; digest: string; authority: string }
}

/** The stream of a service's events. */
export const streamOfService = (service: string): string => idFrom(`parvis service ${service}`)
