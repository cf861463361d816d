import { error, type Finding, reporter } from '../findings.ts'
import type { Check, Checked } from './checked.ts'
import { possibleTexts } from './texts.ts'

export const ROBOTS = {
  'robot-without-rule': error<{ stage: string }>(
    (d) => [
      `Le robot de l’étape « ${d.stage} » n’a pas de règle d’issue.`,
      `Ajoutez rules.yaml avec « outcome: » et la règle qui choisit l’issue.`,
    ],
    (d) => [
      `The robot of the stage “${d.stage}” has no outcome rule.`,
      `Add rules.yaml with “outcome:” and the rule that chooses the outcome.`,
    ],
  ),
  'outcome-not-covered': error<{ stage: string; outcome: string }>(
    (d) => [
      `Les règles peuvent donner « ${d.outcome} », que l’étape « ${d.stage} » ne prévoit pas.`,
      `Ajoutez « ${d.outcome}: étape » à ses « outcomes ».`,
    ],
    (d) => [
      `The rules may give “${d.outcome}”, which the stage “${d.stage}” does not provide for.`,
      `Add “${d.outcome}: stage” to its “outcomes”.`,
    ],
  ),
  'outcome-impossible': error<{ stage: string; outcome: string; possible: string }>(
    (d) => [
      `L’étape « ${d.stage} » attend « ${d.outcome} », que les règles ne donnent jamais.`,
      `Les règles donnent : ${d.possible}. Retirez cette issue ou corrigez la règle.`,
    ],
    (d) => [
      `The stage “${d.stage}” expects “${d.outcome}”, which the rules never give.`,
      `The rules give: ${d.possible}. Remove this outcome or mend the rule.`,
    ],
  ),
}

const report = reporter(ROBOTS)

/** What the rules may conclude and what the robot's stage provides for are the same list. */
export const robots: Check = (checked) => {
  const { source, definition } = checked
  return Object.entries(definition.path).flatMap(([stage, robot]) => {
    if (!('robot' in robot)) return []
    const where = source.at('service.yaml', ['path', stage, 'outcomes'])
    if (!definition.rules?.outcome) return [report('robot-without-rule', where, { stage })]
    return compare(stage, Object.keys(robot.outcomes), where, checked)
  })
}

const compare = (stage: string, expected: string[], where: string, { definition }: Checked): Finding[] => {
  const rule = definition.rules?.rules[definition.rules.outcome ?? '']
  const possible = rule && possibleTexts(rule)
  if (!possible) return []
  return [
    ...possible
      .filter((outcome) => !expected.includes(outcome))
      .map((outcome) => report('outcome-not-covered', where, { stage, outcome })),
    ...expected
      .filter((outcome) => !possible.includes(outcome))
      .map((outcome) =>
        report('outcome-impossible', where, { stage, outcome, possible: possible.join(', ') }),
      ),
  ]
}
