import type { On } from '#desk'
import { processActed } from './do-acts.ts'
import { forInventory } from './for-inventory.ts'
import { editHead, headEdited, newProcess, processAdded } from './head-form.ts'
import { inventoryFile } from './inventory-file.ts'
import { listPage } from './list-page.ts'
import { processPage } from './process-page.ts'
import { stepForm, stepWritten } from './step-form.ts'
import { unitsActed, unitsPage } from './units-page.ts'
import { INVENTORY_FILE, NEW_PROCESS, PROCESSES, UNITS } from './words.ts'

/** The inventory of processes: read by everybody of an organisation, changed by those who plan. */
export const registerProcesses = (on: On): void => {
  const process = `${PROCESSES}/:id`
  on('GET', PROCESSES, forInventory(listPage))
  on('GET', INVENTORY_FILE, forInventory(inventoryFile))
  on('GET', NEW_PROCESS, forInventory(newProcess))
  on('POST', NEW_PROCESS, forInventory(processAdded))
  on('GET', UNITS, forInventory(unitsPage))
  on('POST', UNITS, forInventory(unitsActed))
  on('GET', process, forInventory(processPage))
  on('POST', process, forInventory(processActed))
  on('GET', `${process}/modifier`, forInventory(editHead))
  on('POST', `${process}/modifier`, forInventory(headEdited))
  on('GET', `${process}/etapes/:step`, forInventory(stepForm))
  on('POST', `${process}/etapes/:step`, forInventory(stepWritten))
}
