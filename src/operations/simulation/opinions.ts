import type { Dossier } from '#dossiers'
import type { Evaluations } from '#evaluations'
import type { Dice } from './dice.ts'
import { granted } from './scene.ts'
import { habitsOf, type Story } from './story.ts'
import { plus } from './time.ts'

/** How many give their opinion when they are offered to, and how many of those in words of their own. */
const ANSWERS = 0.36
const WRITES = 0.35
const SKIPS = 0.05

type Asked = {
  evaluations: Evaluations
  story: Story
  dice: Dice
  /** False when that moment is past the end of the history. */
  goTo(at: Date): boolean
}

/** What people say of a service once it is over for them: lower where they were refused, and before it was improved. */
export const giveOpinion = async (asked: Asked, dossier: Dossier): Promise<void> => {
  const { evaluations, story, dice, goTo } = asked
  const [first] = dossier.decisions
  const over = first?.at ?? (dossier.status === 'withdrawn' ? dossier.updatedAt : null)
  if (!over || !dice.chance(ANSWERS)) return
  if (!goTo(plus(new Date(over), dice.between(10, 6 * 24 * 60)))) return
  const isEarlier = habitsOf(story, dossier.service).earlier !== undefined && dossier.version === 1
  const mood = first?.favourable === false ? 1 : first ? (isEarlier ? 3 : 4) : 2
  const scale = () => (dice.chance(SKIPS) ? null : Math.min(5, Math.max(1, mood + dice.between(-1, 1))))
  const answers = {
    satisfaction: scale(),
    ease: scale(),
    clarity: scale(),
    online: dice.weighed(dossier.channel === 'portal' ? ALONE : HELPED),
  }
  const comment = dice.chance(WRITES) ? commentOf(story, dossier.service, { mood, isEarlier }, dice) : ''
  const token = granted(await evaluations.invite(dossier), 'evaluations.invite')
  granted(await evaluations.receive(token, answers, comment), 'evaluations.receive')
}

const ALONE = { yes: 78, partly: 17, no: 5 }
const HELPED = { yes: 12, partly: 30, no: 58 }

const commentOf = (
  story: Story,
  service: string,
  { mood, isEarlier }: { mood: number; isEarlier: boolean },
  dice: Dice,
): string => {
  const { comments } = story.said
  const own = isEarlier ? habitsOf(story, service).complaints : []
  return dice.pick(own.length > 0 ? own : mood > 3 ? comments.good : comments.bad)
}
