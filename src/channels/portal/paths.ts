import type { Language } from '#kernel'

/**
 * Every address of the portal, French at the root and English under `/en`. A page is named once; its two addresses and
 * the link to the other language follow from here.
 */
export const PATHS = {
  home: { fr: '/', en: '/en' },
  service: { fr: '/services/:service', en: '/en/services/:service' },
  start: { fr: '/services/:service/commencer', en: '/en/services/:service/start' },
  signIn: { fr: '/connexion', en: '/en/sign-in' },
  signOut: { fr: '/deconnexion', en: '/en/sign-out' },
  mine: { fr: '/demandes', en: '/en/requests' },
  inbox: { fr: '/boite', en: '/en/inbox' },
  dossier: { fr: '/demandes/:ref', en: '/en/requests/:ref' },
  known: { fr: '/demandes/:ref/connu', en: '/en/requests/:ref/known' },
  contest: { fr: '/demandes/:ref/contester/:need', en: '/en/requests/:ref/contest/:need' },
  step: { fr: '/demandes/:ref/etapes/:page', en: '/en/requests/:ref/steps/:page' },
  save: { fr: '/demandes/:ref/etapes/:page/brouillon', en: '/en/requests/:ref/steps/:page/draft' },
  summary: { fr: '/demandes/:ref/sommaire', en: '/en/requests/:ref/summary' },
  file: { fr: '/demandes/:ref/depot', en: '/en/requests/:ref/file' },
  receipt: { fr: '/demandes/:ref/accuse', en: '/en/requests/:ref/receipt' },
  signedReceipt: { fr: '/demandes/:ref/accuse.jws', en: '/en/requests/:ref/receipt.jws' },
  decision: { fr: '/demandes/:ref/decision', en: '/en/requests/:ref/decision' },
  signedDecision: { fr: '/demandes/:ref/decision.jws', en: '/en/requests/:ref/decision.jws' },
  paper: { fr: '/demandes/:ref/documents/:paper', en: '/en/requests/:ref/documents/:paper' },
  complete: { fr: '/demandes/:ref/completer', en: '/en/requests/:ref/complete' },
  observe: { fr: '/demandes/:ref/observations', en: '/en/requests/:ref/observations' },
  review: { fr: '/demandes/:ref/revision', en: '/en/requests/:ref/review' },
  withdraw: { fr: '/demandes/:ref/retrait', en: '/en/requests/:ref/withdraw' },
  evidence: { fr: '/demandes/:ref/fichiers/:digest', en: '/en/requests/:ref/files/:digest' },
  calendar: { fr: '/mon-calendrier', en: '/en/my-calendar' },
  calendarAddress: { fr: '/mon-calendrier/adresse', en: '/en/my-calendar/address' },
  calendarEvent: { fr: '/mon-calendrier/:deadline.ics', en: '/en/my-calendar/:deadline.ics' },
  calendarFeed: { fr: '/calendrier/:key.ics', en: '/en/calendar/:key.ics' },
  preferences: { fr: '/mes-preferences', en: '/en/my-preferences' },
  confirmAddress: { fr: '/mes-preferences/adresse/:token', en: '/en/my-preferences/address/:token' },
  unsubscribe: { fr: '/desabonnement/:token', en: '/en/unsubscribe/:token' },
  mails: { fr: '/courriels', en: '/en/mail' },
  mail: { fr: '/courriels/:mail', en: '/en/mail/:mail' },
  opinion: { fr: '/demandes/:ref/avis', en: '/en/requests/:ref/opinion' },
  evaluate: { fr: '/evaluer/:token', en: '/en/evaluate/:token' },
  evaluations: { fr: '/evaluations', en: '/en/evaluations' },
  serviceEvaluations: { fr: '/evaluations/:service', en: '/en/evaluations/:service' },
  evaluationsCsv: { fr: '/evaluations/:service/resultats.csv', en: '/en/evaluations/:service/results.csv' },
  evaluationsJson: {
    fr: '/evaluations/:service/resultats.json',
    en: '/en/evaluations/:service/results.json',
  },
  useful: { fr: '/utile', en: '/en/useful' },
  rated: { fr: '/utile/:rating', en: '/en/useful/:rating' },
  verify: { fr: '/verifier', en: '/en/verify' },
  about: { fr: '/a-propos', en: '/en/about' },
  publicLog: { fr: '/journal', en: '/en/journal' },
  barometer: { fr: '/barometre', en: '/en/barometer' },
  barometerOrganisations: { fr: '/barometre/organisations', en: '/en/barometer/organisations' },
  barometerOrganisation: {
    fr: '/barometre/organisations/:organisation',
    en: '/en/barometer/organisations/:organisation',
  },
  barometerReports: { fr: '/barometre/rapports', en: '/en/barometer/reports' },
  barometerReport: { fr: '/barometre/rapports/:file', en: '/en/barometer/reports/:file' },
  barometerYears: { fr: '/barometre/annees', en: '/en/barometer/years' },
  barometerYear: { fr: '/barometre/annees/:day/:target', en: '/en/barometer/years/:day/:target' },
  barometerYearFile: {
    fr: '/barometre/annees/:day/:target/detail.csv',
    en: '/en/barometer/years/:day/:target/detail.csv',
  },
  barometerTarget: { fr: '/barometre/:target', en: '/en/barometer/:target' },
  barometerTrendFile: { fr: '/barometre/:target.csv', en: '/en/barometer/:target.csv' },
  barometerUnitsFile: { fr: '/barometre/:target/detail.csv', en: '/en/barometer/:target/detail.csv' },
  plans: { fr: '/plans', en: '/en/plans' },
  plansCsv: { fr: '/plans/tous.csv', en: '/en/plans/all.csv' },
  plansJson: { fr: '/plans/tous.json', en: '/en/plans/all.json' },
  plan: { fr: '/plans/:organisation', en: '/en/plans/:organisation' },
  planVersion: {
    fr: '/plans/:organisation/versions/:version',
    en: '/en/plans/:organisation/versions/:version',
  },
  planDifferences: { fr: '/plans/:organisation/differences', en: '/en/plans/:organisation/differences' },
  planMeasure: {
    fr: '/plans/:organisation/mesures/:measure',
    en: '/en/plans/:organisation/measures/:measure',
  },
  planEvidence: {
    fr: '/plans/:organisation/fichiers/:evidence',
    en: '/en/plans/:organisation/files/:evidence',
  },
  planCsv: { fr: '/plans/:organisation/plan.csv', en: '/en/plans/:organisation/plan.csv' },
  planJson: { fr: '/plans/:organisation/plan.json', en: '/en/plans/:organisation/plan.json' },
  planPdf: { fr: '/plans/:organisation/plan.pdf', en: '/en/plans/:organisation/plan.pdf' },
  formalities: { fr: '/formalites', en: '/en/formalities' },
  formalitiesCsv: { fr: '/formalites.csv', en: '/en/formalities.csv' },
  data: { fr: '/donnees', en: '/en/data' },
  dataApi: { fr: '/donnees/api', en: '/en/data/api' },
  dataset: { fr: '/donnees/:dataset', en: '/en/data/:dataset' },
  measures: { fr: '/donnees/mesures', en: '/en/data/measures' },
  publication: { fr: '/donnees/mesures/:publication', en: '/en/data/measures/:publication' },
  consultations: { fr: '/consultations', en: '/en/consultations' },
  consultationsFeed: { fr: '/consultations/nouveautes.atom', en: '/en/consultations/news.atom' },
  consultationsCalendar: { fr: '/consultations/calendrier.ics', en: '/en/consultations/calendar.ics' },
  consultationsJson: { fr: '/consultations/registre.json', en: '/en/consultations/register.json' },
  consultation: { fr: '/consultations/:consultation', en: '/en/consultations/:consultation' },
  consultationReply: {
    fr: '/consultations/:consultation/reponse',
    en: '/en/consultations/:consultation/reply',
  },
  consultationRules: {
    fr: '/consultations/:consultation/regles',
    en: '/en/consultations/:consultation/rules',
  },
  consultationFile: {
    fr: '/consultations/:consultation/fichiers/:digest',
    en: '/en/consultations/:consultation/files/:digest',
  },
  consultationResults: {
    fr: '/consultations/:consultation/resultats',
    en: '/en/consultations/:consultation/results',
  },
  consultationResultsCsv: {
    fr: '/consultations/:consultation/resultats.csv',
    en: '/en/consultations/:consultation/results.csv',
  },
  consultationResultsJson: {
    fr: '/consultations/:consultation/resultats.json',
    en: '/en/consultations/:consultation/results.json',
  },
  contributionsCsv: {
    fr: '/consultations/:consultation/contributions.csv',
    en: '/en/consultations/:consultation/contributions.csv',
  },
  contributions: {
    fr: '/consultations/:consultation/contributions',
    en: '/en/consultations/:consultation/contributions',
  },
  contribution: {
    fr: '/consultations/:consultation/contributions/:contribution',
    en: '/en/consultations/:consultation/contributions/:contribution',
  },
  contributionSupport: {
    fr: '/consultations/:consultation/contributions/:contribution/appui',
    en: '/en/consultations/:consultation/contributions/:contribution/support',
  },
  contributionReport: {
    fr: '/consultations/:consultation/contributions/:contribution/signaler',
    en: '/en/consultations/:consultation/contributions/:contribution/report',
  },
  contributionFile: {
    fr: '/consultations/:consultation/contributions/:contribution/fichiers/:digest',
    en: '/en/consultations/:consultation/contributions/:contribution/files/:digest',
  },
  contribute: {
    fr: '/consultations/:consultation/contribuer',
    en: '/en/consultations/:consultation/contribute',
  },
  contributeDraft: {
    fr: '/consultations/:consultation/contribuer/brouillon',
    en: '/en/consultations/:consultation/contribute/draft',
  },
  contributeSummary: {
    fr: '/consultations/:consultation/contribuer/sommaire',
    en: '/en/consultations/:consultation/contribute/summary',
  },
  questionnaire: {
    fr: '/consultations/:consultation/questionnaire/:page',
    en: '/en/consultations/:consultation/questionnaire/:page',
  },
  questionnaireDraft: {
    fr: '/consultations/:consultation/questionnaire/:page/brouillon',
    en: '/en/consultations/:consultation/questionnaire/:page/draft',
  },
  questionnaireSummary: {
    fr: '/consultations/:consultation/questionnaire',
    en: '/en/consultations/:consultation/questionnaire',
  },
  participationReceipt: {
    fr: '/consultations/:consultation/recu/:participation',
    en: '/en/consultations/:consultation/received/:participation',
  },
  participation: { fr: '/mes-participations', en: '/en/my-participation' },
  contributionAppeal: {
    fr: '/consultations/:consultation/contributions/:contribution/contester',
    en: '/en/consultations/:consultation/contributions/:contribution/appeal',
  },
} as const satisfies Record<string, Record<Language, string>>

export type PathName = keyof typeof PATHS

type Params<P extends string> = P extends `${string}:${infer Name}/${infer Rest}`
  ? Plain<Name> | Params<`/${Rest}`>
  : P extends `${string}:${infer Name}`
    ? Plain<Name>
    : never

/** What follows a point is an ending that stays as it is: `:key.ics`. */
type Plain<Name extends string> = Name extends `${infer Before}.${string}` ? Before : Name

/** The names that an address has to be given. */
export type ParamsOf<N extends PathName> = Record<Params<(typeof PATHS)[N]['fr']>, string>

/** The address of a page: `to('step', 'fr', { ref, page })`. */
export const to = <N extends PathName>(
  name: N,
  language: Language,
  ...[params]: [Params<(typeof PATHS)[N]['fr']>] extends [never] ? [] : [ParamsOf<N>]
): string => fill(CUT.get(PATHS[name][language])!, (params ?? {}) as Record<string, string>)

/** Each address cut once at its names: what stands at odd places is a name. A page writes about ten addresses. */
const CUT = new Map(
  Object.values(PATHS).flatMap((both) => Object.values(both).map((path) => [path, path.split(/:(\w+)/)])),
)

const fill = (cut: readonly string[], params: Record<string, string>): string => {
  let path = cut[0]!
  for (let at = 1; at < cut.length; at += 2) path += encodeURIComponent(params[cut[at]!]!) + cut[at + 1]!
  return path
}
