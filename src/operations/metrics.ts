import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Database } from '#kernel'
import { ledgerState } from '#ledger'
import { countTasks } from '#work'

export type Metrics = {
  /** One answered request: the route’s pattern, never its address. */
  measured(method: string, route: string, status: number, seconds: number): void
  /** Prometheus’s text format. */
  read(): Promise<{ type: string; text: string }>
}

/** What an operator watches: requests, the ledger’s lag, the robots’ turns, and what somebody must look at. */
export const createMetrics = (db: Database): Metrics => {
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
  const turns = gauge('robot_turns', 'Turns of robots', ['state'])
  return {
    measured: (method, route, status, seconds) => requests.observe({ method, route, status }, seconds),
    async read() {
      const [ledger, tasks] = await Promise.all([ledgerState(db), countTasks(db)])
      sealed.set(ledger.head)
      unsealed.set(ledger.unsealed)
      deadLetters.set(ledger.deadLetters)
      for (const one of ledger.subscriptions) lag.set({ subscription: one.name }, one.lag)
      turns.set({ state: 'ready' }, tasks.ready)
      turns.set({ state: 'dead' }, tasks.dead)
      return { type: registry.contentType, text: await registry.metrics() }
    },
  }
}
