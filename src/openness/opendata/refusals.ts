/** Why something done to the inventory, or a publication, is refused. docs/refusals.md comes from here. */
export const REFUSALS = {
  'data-keeper-needed':
    'only an agent of the organisation who keeps its data (role `donnees`) changes its inventory',
  'key-malformed': 'the form has lost its key: load it again',
  'fields-wrong': 'fields of the form are missing or cannot be read; `faults` says which and why',
  'title-known':
    'the organisation has a dataset of that title already (`dataset`), unless it is said to be another one',
  'potential-incomplete': 'each criterion of the potential needs its points (`missing`)',
  'dataset-withdrawn': 'the dataset was withdrawn: it does not change any more',
  'obstacle-unknown': 'the dataset has no such obstacle',
  'distribution-unknown': 'the dataset has no such distribution, or it is withdrawn',
  'nothing-pending': 'no file waits to be published',
  'licence-missing': 'an open licence is chosen before anything is published',
  'personal-data': 'data about persons who can be recognised are not published',
  'not-open': 'data that are restricted or confidential are not published',
  'warnings-unconfirmed':
    'columns look personal: somebody says that they looked, or the file is not published',
  'reason-missing': 'a withdrawal says why, from the list and in words',
  'replacement-unknown': 'what replaces the dataset is another dataset of the inventory',
  'file-empty': 'the file is empty',
  'file-too-large': 'the file is over 50 MB',
  'format-unknown': 'the file is not one of the formats that can be checked',
  'file-unreadable': 'the file is not what its format asks; `code` and `details` say where',
  'url-refused':
    'the address cannot be published: it cannot be fetched safely, or not at all; `code` says why',
  'source-unknown': 'the platform has no such source of data',
  'checked-just-now': 'the dataset was looked at within the minute, or has nothing published',
  'too-many-distributions': 'a dataset has 20 distributions at most',
} as const

export type OpenDataRefusal = keyof typeof REFUSALS
