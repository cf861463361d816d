import { html } from '#html'
import { differencesBetween } from '#plans'
import { to } from '../paths.ts'
import { notFound, redirect, show, type Visit } from '../visit.ts'
import { differenceList, organisationName, titlesIn } from './reading.ts'
import { words } from './words.ts'

/** What differs between two versions, in words. */
export const planDifferences = async (visit: Visit) => {
  const { platform, language, params, query } = visit
  const organisation = params['organisation']!
  const plan = await platform.plans.of(organisation)
  if (!plan) return notFound(visit)
  const numbered = (name: string) => plan.versions.find(({ number }) => String(number) === query[name])
  const [before, after] = [numbered('before'), numbered('after')]
  if (!before || !after) return redirect(visit, to('plan', language, { organisation }))
  const w = words[language]
  const name = organisationName(platform, organisation, language)
  return show(visit, {
    title: w.differences.title(name, before.number, after.number),
    current: 'plans',
    breadcrumbs: [
      { label: w.title, href: to('plans', language) },
      { label: name, href: to('plan', language, { organisation }) },
      { label: w.versions.differences },
    ],
    body: html`<h1>${w.differences.short(before.number, after.number)}</h1>
      ${differenceList(differencesBetween(before, after), titlesIn([before, after], language), language)}`,
  })
}
