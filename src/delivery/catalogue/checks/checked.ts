import type { Definition } from '../definition.ts'
import type { Finding } from '../findings.ts'
import type { Source } from '../source.ts'
import type { Surroundings } from '../surroundings.ts'

/** What a check looks at: the service as written, as the engine reads it, and what is around it. */
export type Checked = { source: Source; definition: Definition; surroundings: Surroundings }

export type Check = (checked: Checked) => Finding[]
