import { type Grammar, problem, typedAt } from './grammar.ts'

const TYPED: Record<string, boolean> = {
  yes: true,
  true: true,
  oui: true,
  no: false,
  false: false,
  non: false,
}

/** Two radio buttons, `yes` and `no`: a check box could not tell “no” from “not answered”. */
export const yesNo: Grammar<boolean> = {
  inputs: [''],
  read(inputs) {
    const typed = typedAt(inputs).trim().toLowerCase()
    if (typed === '') return { value: undefined }
    return Object.hasOwn(TYPED, typed) ? { value: TYPED[typed] } : problem('not-yes-no')
  },
  check: (value) => (typeof value === 'boolean' ? [] : [problem('wrong-type')]),
  holds: (value) => typeof value === 'boolean',
  show: (value, { language }) => (language === 'fr' ? (value ? 'Oui' : 'Non') : value ? 'Yes' : 'No'),
  feel: (value) => value,
  type: (value) => [['', [value ? 'yes' : 'no']]],
}
