/** Why volumes that come from elsewhere are not taken in. docs/refusals.md comes from here. */
export const REFUSALS = {
  'planner-needed': 'only an agent with the role `planification` imports volumes and undoes imports',
  'key-malformed': 'the key of the form is not one that a page gave',
  'file-missing': 'no file was chosen',
  'file-empty': 'the file holds nothing, or its heading only',
  'file-too-large': 'the file is larger than 64 MB, or has more than 500,000 rows',
  'encoding-not-utf8': 'the file is not UTF-8; `line` says where that is seen first',
  'encoding-utf16': 'the file is UTF-16',
  'columns-missing': 'the heading lacks a column of the template; `missing` names them',
  'file-malformed': 'the file cannot be read as CSV from a line on: a quotation mark is not closed',
  'already-imported': 'the very same file was imported, and stands',
  'evidence-not-accepted': 'the evidence is not a PDF or an image, or is larger than 10 MB',
  'import-faulty': 'rows of the file cannot be read: nothing of it is imported',
  'import-not-checked': 'the import is not waiting for anybody: it is being checked, or was handled already',
  'import-not-applied': 'only an import that was applied can be undone',
  'changed-since': 'a later import changed the same months: it must be undone first',
  'mapping-malformed': 'the mapping is not what docs/guides/importer.md describes; `faults` says where',
  'inventory-empty': 'no row of the inventory could be used',
} as const

export type VolumeRefusal = keyof typeof REFUSALS
