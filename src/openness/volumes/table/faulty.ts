/** Why a file cannot be read, where, and how to mend it: for whoever sent it. Stops the reading; its caller answers. */
export class Faulty extends Error {
  readonly file: string
  readonly en: string
  readonly fr: string
  /** What the pages know it by. */
  readonly is: FaultyIs
  readonly details: Record<string, unknown>

  constructor(
    file: string,
    en: string,
    fr: string,
    is: FaultyIs = 'file-malformed',
    details: Record<string, unknown> = {},
  ) {
    super(`${file} ${en}`)
    this.file = file
    this.en = en
    this.fr = fr
    this.is = is
    this.details = details
  }
}

export type FaultyIs =
  'file-malformed' | 'encoding-not-utf8' | 'encoding-utf16' | 'file-empty' | 'columns-missing'
