import { agentStage, type Dossier } from '#dossiers'

/** A choice that an agent has at the stage where the dossier stands, and what it leads to. */
export type Outcome = {
  id: string
  /** In the words of the service. */
  label: string
  /** The stage that it leads to. */
  way: string
  unfavourable: boolean
  /** It leads to a decision, and not to another stage. */
  decides: boolean
}

export const outcomesOf = (dossier: Dossier): Outcome[] => {
  const { path, words } = dossier.pinned.definition
  return Object.entries(agentStage(dossier)?.outcomes ?? {}).map(([id, way]) => {
    const stage = path[way]
    const decides = stage !== undefined && 'decision' in stage
    return {
      id,
      way,
      label: words.fr.outcomes?.[id] ?? words.fr.decisions[way]?.title ?? id,
      decides,
      unfavourable: decides && stage.decision === 'unfavourable',
    }
  })
}

/** The outcomes that can be decided now: an unfavourable one only once its intention was announced (J-3, s. 5). */
export const decidable = (dossier: Dossier): Outcome[] =>
  outcomesOf(dossier).filter(({ unfavourable, way }) => !unfavourable || dossier.intention?.decision === way)
