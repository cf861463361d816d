import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isPerson } from '#access'
import { html, type Html } from '#html'
import { LANGUAGES, type Language } from '#kernel'
import { page, type PageProps } from '#look'
import { type Agent, type Person } from '#parties'
import { type Platform, sendPage, visitorOf } from '#web'
import { words as formalityWords } from './formalities/words.ts'
import { words as logWords } from './log/words.ts'
import { usefulPart } from './opinions/useful-part.ts'
import { words as opinionWords } from './opinions/words.ts'
import { words as openWords } from './open-words.ts'
import { PATHS, type PathName, to } from './paths.ts'
import { words } from './words.ts'

/** One request for one page of the portal, in one language, by one visitor. */
export type Visit = {
  platform: Platform
  language: Language
  name: PathName
  params: Record<string, string>
  query: Record<string, string>
  visitor: Person | Agent | null
  /** How much the visitor has not read, when it is being counted already. */
  unread?: Promise<number>
  request: FastifyRequest
  reply: FastifyReply
}

type Handler = (visit: Visit) => Promise<FastifyReply>

/** Answers a page in both languages; nothing of the portal is registered any other way. */
export const answering =
  (app: FastifyInstance, platform: Platform) =>
  (method: 'GET' | 'POST', name: PathName, handler: Handler): void => {
    for (const language of LANGUAGES)
      (method === 'POST' ? app.forms : app).route({
        method,
        url: PATHS[name][language],
        handler: (request, reply) =>
          handler({
            platform,
            language,
            name,
            params: request.params as Record<string, string>,
            query: firstValues(request.query as Record<string, string | string[]>),
            visitor: visitorOf(platform, request, reply),
            request,
            reply,
          }),
      })
  }

/** Counts what is unread while the page's own matter is read: for pages that make nothing read. */
export const countingUnread = (visit: Visit): Visit => {
  if (!isPerson(visit.visitor)) return visit
  const unread = visit.platform.unread(visit.visitor.person)
  // A failure is told to whoever awaits it; a page that leads elsewhere does not.
  unread.catch(() => {})
  return { ...visit, unread }
}

/** A name given twice in an address counts once: the first. */
const firstValues = (query: Record<string, string | string[]>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, String(Array.isArray(value) ? value[0] : value)]),
  )

export type Shown = Pick<
  PageProps,
  | 'title'
  | 'body'
  | 'error'
  | 'breadcrumbs'
  | 'back'
  | 'layout'
  | 'description'
  | 'current'
  | 'unknownVisitor'
  | 'charts'
> & {
  status?: number
  /** The same page in the other language, where its address says other words. */
  otherPath?: string
}

/** Sends a page with everything around it: the visitor’s name, what is unread, the same page in the other language. */
export const show = async (visit: Visit, shown: Shown): Promise<FastifyReply> =>
  sendPage(visit.reply, await documentOf(visit, shown), shown.status)

/** The page whole, for whoever keeps it a moment before sending it. */
export const documentOf = async (
  visit: Visit,
  { status: _status, otherPath, ...shown }: Shown,
): Promise<Html> => {
  const { platform, language, visitor } = visit
  const person = isPerson(visitor) ? visitor : null
  const unread = person ? await (visit.unread ?? platform.unread(person.person)) : 0
  return page({
    ...shown,
    body: html`${shown.body}${usefulPart(visit.name, language, serviceIn(visit))}`,
    language,
    path: here(visit, language),
    otherPath:
      otherPath ??
      (visit.request.method === 'GET' ? here(visit, language === 'fr' ? 'en' : 'fr') : undefined),
    person: visitor ? { name: visitor.name } : undefined,
    unread,
    demonstration: platform.demonstration,
    footerLinks: FOOTER[language],
  })
}

/** The service that a page's address names; pages of a request name none. */
const serviceIn = ({ platform, params }: Visit): string =>
  (params['service'] && platform.catalogue.current(params['service'])?.service) ?? ''

/** This page’s address in a language, its query kept. */
const here = ({ name, params, request }: Visit, language: Language): string => {
  const query = request.url.split('?')[1]
  const path = (to as (name: PathName, language: Language, params: Record<string, string>) => string)(
    name,
    language,
    params,
  )
  return query ? `${path}?${query}` : path
}

const footer = (language: Language) => [
  { href: to('barometer', language), label: words[language].home.barometer.link },
  { href: to('consultations', language), label: openWords[language].consultations.title },
  { href: to('data', language), label: openWords[language].data.title },
  { href: to('plans', language), label: openWords[language].plans.title },
  { href: to('formalities', language), label: formalityWords[language].link },
  { href: to('evaluations', language), label: opinionWords[language].results.link },
  { href: to('publicLog', language), label: logWords[language].link },
  { href: to('about', language), label: words[language].about.link },
  { href: to('verify', language), label: words[language].verify.link },
]

/** Written once: a page is shown thousands of times a second. */
const FOOTER = { fr: footer('fr'), en: footer('en') }

export const redirect = (visit: Visit, path: string): FastifyReply => visit.reply.redirect(path, 303)

export const notFound = (visit: Visit): FastifyReply => {
  visit.reply.callNotFound()
  return visit.reply
}

/** A person who is not signed in is asked to be, and comes back to where they were. */
export const askToSignIn = (visit: Visit, back: string): FastifyReply =>
  redirect(visit, `${to('signIn', visit.language)}?retour=${encodeURIComponent(back)}`)
