import { newId } from '#kernel'
import {
  type Inventory,
  type Paper,
  type Process,
  type Stage,
  STAGES,
  type TypedStep,
  type Wanted,
} from '#processes'
import { valueOf } from '../support/story.ts'

/** Every process that is there, but for what is said. */
export const wanted = (over: Partial<Wanted> = {}): Wanted => ({
  words: '',
  unit: '',
  paper: '',
  obstacle: '',
  article: '',
  status: 'active',
  ...over,
})

export const head = (
  name: string,
  over: Partial<Record<'unit' | 'service' | 'pages' | 'hours', string>> = {},
) => ({
  name,
  unit: 'Opérations',
  service: '',
  pages: '',
  hours: '',
  ...over,
})

export const step = (stage: Stage, paper: Paper = 'none', over: Partial<TypedStep> = {}): TypedStep => ({
  stage,
  what: 'On fait ce qu’il faut.',
  paper,
  articles: '',
  law: '',
  system: '',
  habit: '',
  ...over,
})

/** A process whose six stages are described, with paper in some of them. */
export const described = async (
  inventory: Inventory,
  name: string,
  { papers = {}, ...over }: { papers?: Partial<Record<Stage, Paper>>; unit?: string; service?: string } = {},
): Promise<Process> => {
  const { process } = valueOf(await inventory.add(newId(), head(name, over)))
  for (const stage of STAGES)
    valueOf(await inventory.putStep(process.id, newId(), step(stage, papers[stage] ?? 'none'), ''))
  return (await inventory.find(process.id))!
}
