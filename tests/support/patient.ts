import type { Assembled } from '../../src/main.ts'

/** Only a fault keeps the ledger from coming so far: a dead letter is one after forty seconds. */
const PATIENCE_MS = 60_000

/**
 * After an act the platform waits half a second for what follows from it, then shows its page all the same: nobody is kept
 * longer. A test that reads that page waits until it has followed, however busy the machine is.
 */
export const patient = <Its extends Pick<Assembled, 'ledger' | 'platform'>>(assembled: Its): Its => {
  const { ledger, platform } = assembled
  // It ends with the ledger: whoever acts then acted all the same.
  platform.settled = () => ledger.settled(PATIENCE_MS).catch(() => {})
  return assembled
}
