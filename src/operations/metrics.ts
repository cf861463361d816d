import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { countDeadlines } from '#deadlines'
import type { Clock, Database } from '#kernel'
import { ledgerState, logState } from '#ledger'
import { countMail } from '#notices'
import { countTasks } from '#work'

export type Metrics = {
  /** One answered request: the route’s pattern, never its address. */
  measured(method: string, route: string, status: number, seconds: number): void
  /** Prometheus’s text format. */
  read(): Promise<{ type: string; text: string }>
}

/** What an operator watches: requests, the ledger’s lag, the robots’ turns, and what somebody must look at. */
export const createMetrics = (db: Database, clock: Clock): Metrics => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'parvis_' })
  const requests = new Histogram({
    name: 'parvis_http_request_seconds',
    help: 'Seconds to answer a request, by method, route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  })
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `parvis_${name}`, help, labelNames, registers: [registry] })
  const sealed = gauge('ledger_events', 'Sealed events')
  const unsealed = gauge('ledger_unsealed', 'Events that wait for the sealer')
  const deadLetters = gauge(
    'dead_letters',
    'Events that a reaction could not handle and somebody must look at',
  )
  const lag = gauge('subscription_lag', 'Sealed events that a subscription has not come past', [
    'subscription',
  ])
  const mails = gauge('mail', 'Messages that wait to leave, or were given up', ['state'])
  const dates = gauge('deadlines', 'Dates that wait for their moment, and whose moment has come', ['state'])
  const held = gauge('log_held', 'Whether the public log may not be signed')
  const unsigned = gauge('log_unsigned', 'Sealed events that no checkpoint covers yet')
  const turns = gauge('robot_turns', 'Turns of robots', ['state'])
  return {
    measured: (method, route, status, seconds) => requests.observe({ method, route, status }, seconds),
    async read() {
      const [ledger, log, tasks, mail, deadlines] = await Promise.all([
        ledgerState(db),
        logState(db),
        countTasks(db),
        countMail(db),
        countDeadlines(db, clock()),
      ])
      sealed.set(ledger.head)
      unsealed.set(ledger.unsealed)
      deadLetters.set(ledger.deadLetters)
      held.set(Number(Boolean(log?.held)))
      unsigned.set(ledger.head - (log?.head?.size ?? 0))
      for (const one of ledger.subscriptions) lag.set({ subscription: one.name }, one.lag)
      for (const state of ['queued', 'dead'] as const) mails.set({ state }, mail[state])
      for (const state of ['coming', 'ripe'] as const) dates.set({ state }, deadlines[state])
      turns.set({ state: 'ready' }, tasks.ready)
      turns.set({ state: 'dead' }, tasks.dead)
      return { type: registry.contentType, text: await registry.metrics() }
    },
  }
}
