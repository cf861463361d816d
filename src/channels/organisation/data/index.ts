import type { On } from '#desk'
import { accessActed, accessPage } from './access-page.ts'
import { datasetActed } from './dataset-acts.ts'
import { datasetPage } from './dataset-page.ts'
import { datasetAdded, datasetEdited, editDataset, newDataset } from './describe-form.ts'
import { fileForm, fileSent } from './file-form.ts'
import { forData, forDataset } from './for-data.ts'
import { inventoryFile } from './inventory-file.ts'
import { linkForm, linkSent } from './link-form.ts'
import { listPage } from './list-page.ts'
import { queryForm, querySent } from './query-form.ts'
import { withdrawForm, withdrawSent } from './withdraw-form.ts'
import { DATA, INVENTORY_FILE, NEW_DATASET } from './words.ts'

/** The inventory of data: read by everybody of an organisation, kept and published by those who have its data in charge. */
export const registerData = (on: On): void => {
  const dataset = `${DATA}/jeux/:id`
  on('GET', DATA, forData(listPage))
  on('GET', INVENTORY_FILE, forData(inventoryFile))
  on('GET', NEW_DATASET, forData(newDataset))
  on('POST', NEW_DATASET, forData(datasetAdded))
  on('GET', dataset, forDataset(datasetPage))
  on('POST', dataset, forDataset(datasetActed))
  on('GET', `${dataset}/modifier`, forDataset(editDataset))
  on('POST', `${dataset}/modifier`, forDataset(datasetEdited))
  on('GET', `${dataset}/fichier`, forDataset(fileForm))
  on('POST', `${dataset}/fichier`, forDataset(fileSent))
  on('GET', `${dataset}/lien`, forDataset(linkForm))
  on('POST', `${dataset}/lien`, forDataset(linkSent))
  on('GET', `${dataset}/requete`, forDataset(queryForm))
  on('POST', `${dataset}/requete`, forDataset(querySent))
  on('GET', `${dataset}/acces/:access`, forDataset(accessPage))
  on('POST', `${dataset}/acces/:access`, forDataset(accessActed))
  on('GET', `${dataset}/retirer`, forDataset(withdrawForm))
  on('POST', `${dataset}/retirer`, forDataset(withdrawSent))
}
