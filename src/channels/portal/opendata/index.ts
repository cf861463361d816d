import type { FastifyInstance } from 'fastify'
import type { Platform } from '#web'
import { registerCatalogues } from './catalogues.ts'
import { registerCkan } from './ckan/routes.ts'
import { registerDownloads } from './downloads.ts'
import { registerFeed } from './feed.ts'

export { dataApi } from './api-page.ts'
export { dataset } from './dataset.ts'
export { data } from './list.ts'

/** What machines read of open data, at one address whatever the language. */
export const registerOpenDataFiles = (app: FastifyInstance, platform: Platform): void => {
  registerCatalogues(app, platform)
  registerDownloads(app, platform)
  registerFeed(app, platform)
  registerCkan(app, platform)
}
