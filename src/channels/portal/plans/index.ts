/** The plans' public pages: anybody reads what each organisation plans, how far it is and what shows it. */
export { planDifferences } from './differences.ts'
export { planCsv, planEvidence, planJson, planPdf, plansCsv, plansJson } from './files.ts'
export { plans } from './list.ts'
export { planMeasure } from './measure.ts'
export { plan, planVersion } from './plan.ts'
