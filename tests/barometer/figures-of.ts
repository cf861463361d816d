import { setTimeout as wait } from 'node:timers/promises'
import type { Barometer, Figures } from '#barometer'
import { sql } from '#kernel'
import type { House } from '../journeys/house.ts'

/** The figures once they and the points of their trends, which come after them, hold everything that was counted so far. */
export const figuresOf = async ({
  ledger,
  platform,
  db,
}: Pick<House, 'ledger' | 'platform' | 'db'>): Promise<Figures> => {
  await ledger.caughtUp()
  for (let looks = 0; looks < 200; looks++) {
    const [edition] = await db.query<{ complete: boolean }>(sql`
      SELECT complete AND head >= coalesce((SELECT head FROM barometer_state), 0) AS complete FROM barometer_edition`)
    const figures = edition?.complete ? await platform.barometer.figures() : null
    if (figures) return figures
    await wait(50)
  }
  throw new Error('the figures do not come to what was counted')
}

/** The platform with another barometer, until the returned function is called. */
export const withBarometer = (house: Pick<House, 'platform'>, over: Partial<Barometer>): (() => void) => {
  const kept = house.platform.barometer
  house.platform.barometer = { ...kept, ...over }
  return () => {
    house.platform.barometer = kept
  }
}
