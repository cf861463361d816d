import type { On } from '#desk'
import { confirmed, dropped, toImport, undone } from './acts.ts'
import { evidenceFile, faultsFile, rowsFile, templateFile } from './files.ts'
import { importShown } from './import-page.ts'
import { newForm, sent } from './new-form.ts'
import { volumesPage } from './page.ts'
import { importPage, NEW, TEMPLATE, VOLUMES } from './words.ts'

/** Volumes counted outside the platform: read by everybody of an organisation, imported by those who plan. */
export const registerVolumes = (on: On): void => {
  const one = importPage(':id')
  on('GET', VOLUMES, volumesPage)
  on('GET', TEMPLATE, templateFile)
  on('GET', NEW, newForm)
  on('POST', NEW, sent)
  on('GET', one, importShown)
  on('GET', `${one}/erreurs.csv`, faultsFile)
  on('GET', `${one}/lignes.csv`, rowsFile)
  on('GET', `${one}/documents/:digest`, evidenceFile)
  for (const [act, handler] of [
    ['confirmer', confirmed],
    ['abandonner', dropped],
    ['annuler', undone],
  ] as const) {
    on('POST', `${one}/${act}`, handler)
    on('GET', `${one}/${act}`, toImport)
  }
}
