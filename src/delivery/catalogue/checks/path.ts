import type { Definition } from '../definition.ts'
import { error, type Finding, reporter } from '../findings.ts'
import type { Stage } from '../schema.ts'
import type { Check, Checked } from './checked.ts'

export const PATH = {
  'no-first-stage': error(
    () => [
      `Le parcours n’a pas d’étape « filed ».`,
      `Nommez « filed » l’étape où arrive une demande déposée.`,
    ],
    () => [`The path has no stage “filed”.`, `Call “filed” the stage where a filed application arrives.`],
  ),
  'unreachable-stage': error<{ stage: string }>(
    (d) => [
      `Aucun chemin ne mène à l’étape « ${d.stage} ».`,
      `Faites-y mener une issue d’une autre étape, ou retirez-la.`,
    ],
    (d) => [
      `No way leads to the stage “${d.stage}”.`,
      `Let an outcome of another stage lead to it, or remove it.`,
    ],
  ),
  'no-way-out': error<{ stage: string }>(
    (d) => [
      `Un dossier qui entre à l’étape « ${d.stage} » n’en sort jamais avec une décision.`,
      `Ajoutez une issue qui mène à une décision.`,
    ],
    (d) => [
      `A dossier that enters the stage “${d.stage}” never leaves it with a decision.`,
      `Add an outcome that leads to a decision.`,
    ],
  ),
  'robot-to-refusal': error<{ stage: string; outcome: string }>(
    (d) => [
      `À l’étape « ${d.stage} », le robot refuse seul (issue « ${d.outcome} »).`,
      `Passez par une étape d’agent avant une décision défavorable (J-3, a. 5 ; A-2.1, a. 65.2).`,
    ],
    (d) => [
      `At the stage “${d.stage}”, the robot refuses on its own (outcome “${d.outcome}”).`,
      `Go through an agent’s stage before an unfavourable decision (J-3, s. 5; A-2.1, s. 65.2).`,
    ],
  ),
  'refusal-without-observations': error<{ stage: string }>(
    (d) => [
      `La décision défavorable « ${d.stage} » ne laisse pas présenter d’observations (J-3, a. 5).`,
      `Ajoutez « observations: P15D » (le délai que vous accordez).`,
    ],
    (d) => [
      `The unfavourable decision “${d.stage}” leaves no room for observations (J-3, s. 5).`,
      `Add “observations: P15D” (the delay that you grant).`,
    ],
  ),
  'refusal-without-review': error<{ stage: string }>(
    (d) => [
      `La décision défavorable « ${d.stage} » ne dit pas le délai de révision (J-3, a. 6).`,
      `Ajoutez « review: P90D » (le délai que la loi accorde).`,
    ],
    (d) => [
      `The unfavourable decision “${d.stage}” does not state the delay for a review (J-3, s. 6).`,
      `Add “review: P90D” (the delay that the law grants).`,
    ],
  ),
}

const report = reporter(PATH)

/** From a filed application to a decision: every stage can be entered, and left, and a refusal is never a machine's. */
export const path: Check = (checked) => {
  if (!checked.definition.path['filed'])
    return [report('no-first-stage', checked.source.at('service.yaml', ['path']), {})]
  return [...ways(checked), ...refusals(checked)]
}

const next = (stage: Stage | undefined): string[] => {
  if (!stage || 'decision' in stage) return []
  return [...Object.values(stage.outcomes), ...('robot' in stage ? [stage.otherwise] : [])]
}

const reachableFrom = (start: string, definition: Definition): Set<string> => {
  const seen = new Set([start])
  for (const id of seen) for (const following of next(definition.path[id])) seen.add(following)
  return seen
}

const ways = ({ source, definition }: Checked): Finding[] => {
  const reachable = reachableFrom('filed', definition)
  return Object.keys(definition.path).flatMap((id) => {
    const where = source.at('service.yaml', ['path', id])
    const ends = [...reachableFrom(id, definition)].some((each) => isDecision(definition.path[each]))
    return [
      ...(reachable.has(id) ? [] : [report('unreachable-stage', where, { stage: id })]),
      ...(ends ? [] : [report('no-way-out', where, { stage: id })]),
    ]
  })
}

const isDecision = (stage: Stage | undefined) => stage !== undefined && 'decision' in stage

const refusals = ({ source, definition }: Checked): Finding[] =>
  Object.entries(definition.path).flatMap(([id, stage]) => {
    const where = source.at('service.yaml', ['path', id])
    if ('robot' in stage) {
      const exits = [...Object.entries(stage.outcomes), ['otherwise', stage.otherwise] as const]
      return exits
        .filter(([, to]) => isUnfavourable(definition.path[to]))
        .map(([outcome]) => report('robot-to-refusal', where, { stage: id, outcome }))
    }
    if (!isUnfavourable(stage)) return []
    return [
      ...('observations' in stage && stage.observations
        ? []
        : [report('refusal-without-observations', where, { stage: id })]),
      ...('review' in stage && stage.review ? [] : [report('refusal-without-review', where, { stage: id })]),
    ]
  })

const isUnfavourable = (stage: Stage | undefined) =>
  stage !== undefined && 'decision' in stage && stage.decision === 'unfavourable'
