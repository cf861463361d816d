import { REGIONS } from '#consultations'
import type { Html } from '#html'
import type { Language } from '#kernel'
import type { Faults, Form } from '#look'
import { plainly } from './reading.ts'
import { selectField } from './select-field.ts'
import { takingWords } from './taking-words.ts'

/** Said by the person, or not: nobody looks it up. */
export const regionField = (form: Form, faults: Faults, language: Language): Html => {
  const w = takingWords[language].contribute
  return selectField({
    name: 'region',
    label: w.region,
    why: w.regionWhy,
    optional: w.optional,
    none: w.noRegion,
    value: form.get('region')?.[0] ?? '',
    options: [...REGIONS].map(([value, name]) => ({ value, label: plainly(name, language) })),
    fault: faults['region'],
  })
}
