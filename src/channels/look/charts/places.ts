import { html, type Html } from '#html'
import { attributes } from '../attributes.ts'

/** A point, a line or an area, in degrees; `rings` of an area are closed. */
export type Shape = {
  name: string
  kind: 'point' | 'line' | 'area'
  rings: readonly (readonly [number, number])[][]
}

const WIDTH = 1_000
const MARGIN = 30
const MOST_VERTICES = 80

/**
 * Places by their longitudes and latitudes, north up, as wide as they spread: near enough for a town or a province. Nothing
 * is fetched to draw under them; what they are is in the table beside.
 */
export const places = (p: { label: string; shapes: readonly Shape[] }): Html => {
  const project = projection(p.shapes)
  return html`<svg role="img" focusable="false" class="places" viewBox="0 0 1000 ${Math.round(project.height)}"${attributes({ 'aria-label': p.label })}>${p.shapes.map((one) => shape(one, project))}</svg>`
}

type Projection = { height: number; at: (place: readonly [number, number]) => [number, number] }

/** Degrees of longitude are shorter far from the equator: by the cosine of the middle latitude. */
const projection = (shapes: readonly Shape[]): Projection => {
  const all = shapes.flatMap(({ rings }) => rings.flat())
  const [west, east] = extent(all.map(([longitude]) => longitude))
  const [south, north] = extent(all.map(([, latitude]) => latitude))
  const squeeze = Math.max(0.05, Math.cos(((south + north) / 2) * (Math.PI / 180)))
  const spread = Math.max((east - west) * squeeze, (north - south) / 1.1, 1e-6)
  const scale = (WIDTH - 2 * MARGIN) / spread
  const height = Math.max(300, (north - south) * scale + 2 * MARGIN)
  const left = (WIDTH - (east - west) * squeeze * scale) / 2
  const top = (height - (north - south) * scale) / 2
  return {
    height,
    at: ([longitude, latitude]) => [
      left + (longitude - west) * squeeze * scale,
      top + (north - latitude) * scale,
    ],
  }
}

const extent = (values: readonly number[]): [number, number] =>
  values.reduce<[number, number]>(
    ([least, most], value) => [Math.min(least, value), Math.max(most, value)],
    [Infinity, -Infinity],
  )

const shape = ({ name, kind, rings }: Shape, { at }: Projection): Html => {
  if (kind === 'point') {
    const [x, y] = at(rings[0]![0]!)
    return html`<circle r="9"${attributes({ cx: Math.round(x), cy: Math.round(y) })}><title>${name}</title></circle>`
  }
  const d = rings
    .map(
      (ring) =>
        `M${thinned(ring)
          .map((place) => at(place).map(Math.round).join(' '))
          .join('L')}`,
    )
    .join('')
  return html`<path${attributes({ class: kind, d: kind === 'area' ? `${d}Z` : d })}><title>${name}</title></path>`
}

/** A drawing of this size shows no more. */
const thinned = (ring: readonly (readonly [number, number])[]) => {
  const step = Math.ceil(ring.length / MOST_VERTICES)
  return ring.filter((_, at) => at % step === 0 || at === ring.length - 1)
}
