import { type Field, fieldOf, type Need, needOf } from '../definition.ts'
import type { Kind } from '../schema.ts'

/** Needs as a definition has them, for the tests of what reads, checks and shows answers. */
export const exampleNeed = (is: Kind, given: Partial<Need> = {}): Need => needOf('need', is, given)

export const exampleField = (id: string, is: Kind, options: string[] = []): Field =>
  fieldOf(id, is, { options })

/** Amélie Tremblay's children, as the family allowance asks for them, with a file for good measure. */
export const exampleChildren = exampleNeed('list', {
  id: 'children',
  most: 20,
  fields: [
    exampleField('name', 'text'),
    exampleField('birthDate', 'date'),
    exampleField('custody', 'one-of', ['full', 'shared']),
    exampleField('handicapped', 'yes-no'),
    exampleField('expenses', 'money'),
    exampleField('languages', 'many-of', ['fr', 'en', 'iu']),
    exampleField('report', 'file'),
  ],
})

export const exampleFile = (id: string) => ({
  id,
  name: `${id}.jpg`,
  type: 'image/jpeg',
  size: 2_400_000,
  digest: 'ab'.repeat(32),
})
