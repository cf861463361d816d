import type { Barometer, Figures, RunningBarometer } from '#barometer'
import { dayOf, sql } from '#kernel'
import type { House } from '../journeys/house.ts'

/**
 * The figures of today, once they and the points of their trends, which come after them, hold everything that was
 * counted so far. They are asked for, not waited for: how soon their turn comes by itself hangs on the machine.
 */
export const figuresOf = async ({
  ledger,
  platform,
  db,
}: Pick<House, 'ledger' | 'platform' | 'db'>): Promise<Figures> => {
  await ledger.caughtUp()
  for (let looks = 0; looks < 20; looks++) {
    await (platform.barometer as RunningBarometer).compute()
    const [edition] = await db.query<{ isWhole: boolean }>(sql`
      SELECT complete AND day = ${dayOf(platform.clock())}::date
        AND head >= coalesce((SELECT head FROM barometer_state), 0) AS "isWhole" FROM barometer_edition`)
    const figures = edition?.isWhole ? await platform.barometer.figures() : null
    if (figures) return figures
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
