import type { WhatIf } from '#barometer'
import { needOf } from '#catalogue'
import type { Visit } from '#desk'
import { html, type Html } from '#html'
import { formatNumber, formatShare } from '#kernel'
import { button, buttons, needField, section, table } from '#look'
import type { Import, Preview, VolumeChannel } from '#volumes'
import { serviceName } from './shown.ts'
import { importPage, words } from './words.ts'

const w = words.preview
const number = (count: number): string => formatNumber(count, 'fr')

/** Each service and channel: what is counted of these months, and what it becomes. */
export const changesTable = (visit: Visit, rows: readonly Preview[], caption: string): Html =>
  table<Preview>({
    language: 'fr',
    caption,
    unseenCaption: true,
    rows,
    empty: html`<p>${words.applied.nothing}</p>`,
    columns: [
      { id: 'service', label: w.service, heads: true, cell: ({ service }) => serviceName(visit, service) },
      { id: 'channel', label: w.channel, cell: ({ channel }) => words.channels[channel as VolumeChannel] },
      { id: 'months', label: w.months, cell: ({ first, last }) => w.span(first, last) },
      {
        id: 'before',
        label: w.before,
        numeric: true,
        cell: ({ before, known, months }) => {
          if (known === 0) return w.unknown
          return known < months ? `${number(before)} (${w.partly(known, months)})` : number(before)
        },
      },
      { id: 'after', label: w.after, numeric: true, cell: ({ after }) => number(after) },
    ],
  })

/** What target 8 of this organisation would become, and of which services. */
export const effectSection = (visit: Visit, { before, after, goal, changed }: WhatIf): Html => {
  const share = ({ numerator, denominator, value }: WhatIf['before']) =>
    w.share(numerator, denominator, value)
  return section({
    title: w.target,
    body: html`<p>${w.figure(share(before), share(after))}</p>
      ${table<WhatIf['changed'][number]>({
        language: 'fr',
        caption: w.rate,
        rows: changed,
        empty: html`<p>${w.same}</p>`,
        columns: [
          { id: 'service', label: w.service, heads: true, cell: ({ unit }) => serviceName(visit, unit) },
          { id: 'before', label: w.before, cell: (one) => rate(one.before, goal) },
          { id: 'after', label: w.after, cell: (one) => rate(one.after, goal) },
        ],
      })}`,
  })
}

const rate = ({ share, verdict }: WhatIf['changed'][number]['before'], goal: number): string => {
  if (share === null) return w.notCounted
  return `${formatShare(share, 'fr', goal)} (${verdict === 'meets' ? w.meets : w.doesNot})`
}

/** The other choice is a page away: what it would change is seen before it is made. */
export const knownChoice = ({ id }: Import, known: string): Html =>
  html`<form method="get" action="${importPage(id)}" class="flow">
    ${needField({
      language: 'fr',
      form: new Map([['known', [known]]]),
      need: needOf('known', 'one-of', { options: ['replace', 'add'], party: 'agent' }),
      words: { label: w.known, options: words.form.knownOptions },
    })}
    ${buttons(button({ label: w.show, weight: 'secondary' }))}
  </form>`
