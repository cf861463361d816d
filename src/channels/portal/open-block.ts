import { html, type Html } from '#html'
import { formatNumber, type Language } from '#kernel'
import { doors, type ServiceCard } from '#look'
import type { Platform } from '#web'
import { words } from './open-words.ts'
import { to } from './paths.ts'

/** Four ways into what everybody may see, each with one line and what it comes to now. */
export const openBlock = async (platform: Platform, language: Language): Promise<Html> => {
  const w = words[language]
  const { reached, plans, consultations, datasets } = await countsOf(platform)
  const cards: ServiceCard[] = [
    {
      href: to('barometer', language),
      title: w.barometer.title,
      summary: w.barometer.text,
      note: reached === null ? undefined : w.barometer.live(reached),
    },
    {
      href: to('consultations', language),
      title: w.consultations.title,
      summary: w.consultations.text,
      note: w.consultations.live(consultations),
    },
    {
      href: to('data', language),
      title: w.data.title,
      summary: w.data.text,
      note: w.data.live(formatNumber(datasets, language), datasets),
    },
    {
      href: to('plans', language),
      title: w.plans.title,
      summary: w.plans.text,
      note: plans ? w.plans.live(plans.numerator, plans.denominator) : undefined,
    },
  ]
  return html`<h2>${w.title}</h2>
    <p class="reading">${w.lead}</p>
    ${doors(cards)}`
}

type Counts = {
  reached: number | null
  plans: { numerator: number; denominator: number } | null
  consultations: number
  datasets: number
}

/** The front door is opened thousands of times a second: it says what was so a few seconds ago at most. */
const FRESH_MS = 5_000

const kept = new WeakMap<Platform, { at: number; counts: Promise<Counts> }>()

const countsOf = (platform: Platform): Promise<Counts> => {
  const at = performance.now()
  const known = kept.get(platform)
  if (known && at - known.at < FRESH_MS) return known.counts
  const counts = count(platform)
  kept.set(platform, { at, counts })
  counts.catch(() => kept.delete(platform))
  return counts
}

const count = async ({ barometer, consultations, opendata }: Platform): Promise<Counts> => {
  const one = { limit: 1, offset: 0 }
  const [figures, open, published] = await Promise.all([
    barometer.figures(),
    consultations.list({ organisation: '', region: '', topic: '', standing: 'open', search: '' }, one),
    opendata.search({ state: 'published' }, { ...one, sort: 'title' }),
  ])
  const known = figures?.figures.filter(({ state }) => state === 'value') ?? []
  return {
    reached: known.length > 0 ? known.filter(({ goal }) => goal.met).length : null,
    plans: known.find(({ target }) => target === 6) ?? null,
    consultations: open.count,
    datasets: published.count,
  }
}
