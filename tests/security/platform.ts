import type { DestinationStream } from 'pino'
import type { Agent, Person } from '#parties'
import { readConfig } from '../../src/config.ts'
import { type Assembled, assemble } from '../../src/main.ts'
import { openLog } from '../../src/operations/log.ts'
import { type Route, routesOf } from '../fuzz/routes.ts'
import { freshDatabase } from '../support/database.ts'
import { patient } from '../support/patient.ts'

export type Attacked = Assembled & {
  routes: Route[]
  /** Everything that was logged, at the most talkative level. */
  log(): string
  setTime(instant: string): void
  cookieOf(id: string): string
  ask(request: Asked): Promise<Answered>
  close(): Promise<void>
}

export type Asked = {
  method?: 'GET' | 'POST' | 'HEAD'
  url: string
  /** Whose session; nobody's unless told. */
  as?: string | null
  headers?: Record<string, string>
  form?: string | Record<string, string>
}
export type Answered = { status: number; headers: Record<string, unknown>; body: string }

/** The whole platform on a database of its own, reached as the operator said, with requests that a test writes itself. */
export const openAttacked = async (publicUrl?: string): Promise<Attacked> => {
  const { db, url, drop } = await freshDatabase({ connections: 8 })
  let instant = new Date('2026-11-23T15:00:00.000Z')
  const clock = () => new Date(instant)
  const lines: string[] = []
  const to: DestinationStream = { write: (line) => void lines.push(line) }
  const config = readConfig({}, { PARVIS_URL: publicUrl })
  const { assembled, routes } = await routesOf(() =>
    assemble({ config, db, url, say: () => {}, log: openLog('trace', to), clock }),
  )
  const { access, secure } = patient(assembled).platform
  const cookieOf = (id: string) => `${secure ? '__Host-' : ''}parvis=${access.signIn(id, clock())}`
  return {
    ...assembled,
    routes,
    log: () => lines.join(''),
    setTime: (at) => void (instant = new Date(at)),
    cookieOf,
    async ask({ method, url, as = null, headers = {}, form }) {
      const payload = typeof form === 'object' ? new URLSearchParams(form).toString() : form
      const answered = await assembled.app.inject({
        method: method ?? (form === undefined ? 'GET' : 'POST'),
        url,
        headers: {
          ...(as && { cookie: cookieOf(as) }),
          ...(payload !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
          ...headers,
        },
        ...(payload !== undefined && { payload }),
      })
      return { status: answered.statusCode, headers: answered.headers, body: answered.body }
    },
    async close() {
      await assembled.stop()
      await drop()
    },
  }
}

export const AMELIE: Person['id'] = 'person:amelie-tremblay'
export const KARIM: Person['id'] = 'person:karim-haddad'
/** Of the directorate that answers for birth certificates. */
export const MATHIEU: Agent['id'] = 'agent:mathieu-lefebvre'
/** Of the family board. */
export const LUCIE: Agent['id'] = 'agent:lucie-gagnon'
