import type { Involvement } from '../definition.ts'
import { error, type Finding, reporter, warning } from '../findings.ts'
import { isFruitful } from '../involvement.ts'
import type { Check } from './checked.ts'

export const INVOLVEMENT = {
  'involvement-to-come': error<{ on: string }>(
    (d) => [
      `La participation du ${d.on} n’a pas encore eu lieu.`,
      `Inscrivez-la le lendemain : seul ce qui précède la publication compte.`,
    ],
    (d) => [
      `The involvement of ${d.on} has not taken place yet.`,
      `Write it the day after: only what precedes the publication counts.`,
    ],
  ),
  'involvement-without-fruit': warning<{ on: string }>(
    (d) => [
      `La participation du ${d.on} ne comptera pas : personne n’y était, ou rien n’en est publié.`,
      `Donnez le nombre de personnes et ce qu’elles ont appris (« finding »).`,
    ],
    (d) => [
      `The involvement of ${d.on} will not count: nobody came, or nothing is published.`,
      `Give the number of people and what they taught (“finding”).`,
    ],
  ),
}

const report = reporter(INVOLVEMENT)

/** What is said of involving people is true on the day of the check, and would count (target 1). */
export const involvement: Check = ({ source, definition, surroundings }) =>
  (definition.involvement ?? []).flatMap((one: Involvement, at): Finding[] => {
    const where = source.at('service.yaml', ['involvement', at])
    if (one.on >= surroundings.today) return [report('involvement-to-come', where, { on: one.on })]
    return isFruitful(one) ? [] : [report('involvement-without-fruit', where, { on: one.on })]
  })
