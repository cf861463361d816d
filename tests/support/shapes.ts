import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Parser, Store } from 'n3'
import SHACLValidator from 'rdf-validate-shacl'

const SHARED = process.env['PARVIS_SHARED'] ?? join(import.meta.dirname, '../../../shared')
const fileOf = (profile: Profile) => join(SHARED, 'data/shapes', `${profile}.ttl`)

/** The European profiles whose shapes we answer to. */
export type Profile = 'dcat-ap-3.0.1' | 'cpsv-ap-3.2.0'

/** Why a test on shapes cannot be run here; undefined where the shapes are. */
export const withoutShapes = (profile: Profile): string | undefined =>
  existsSync(fileOf(profile))
    ? undefined
    : `${fileOf(profile)} is not there: shapes are kept outside the project`

export type Violation = { on: string; path: string; message: string }

/** What the shapes find wrong in a Turtle text: nothing, for a catalogue that others can read. */
export const violationsIn = async (profile: Profile, turtle: string): Promise<Violation[]> => {
  const shapes = new Store(new Parser().parse(readFileSync(fileOf(profile), 'utf8')))
  const report = await new SHACLValidator(shapes).validate(new Store(new Parser().parse(turtle)))
  return report.results.map((result) => ({
    on: result.focusNode?.value ?? '',
    path: result.path && 'value' in result.path ? String(result.path.value) : '',
    message: result.message.map(({ value }) => value).join(' '),
  }))
}
