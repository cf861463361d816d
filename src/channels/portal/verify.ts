import { publicKeys, readSigned } from '#documents'
import { html, type Html } from '#html'
import { formatInstant, type Language } from '#kernel'
import { button, buttons, needField, notice, postForm, summaryList } from '#look'
import { sentBy, valueIn } from '#web'
import { to } from './paths.ts'
import { reasonNeed } from './reason.ts'
import { show, type Visit } from './visit.ts'
import { words } from './words.ts'

/** Verifies a receipt or a decision that somebody holds: pasted, read, nothing kept. */
export const verify = async (visit: Visit) => verifyPage(visit, '', null)

export const verified = async (visit: Visit) => {
  const text = valueIn((await sentBy(visit.request)).form, 'signed').trim()
  const keys = await publicKeys(visit.platform.db)
  const receipt = await readSigned(text, 'receipt+jws', keys)
  const statement = receipt ?? (await readSigned(text, 'decision+jws', keys))
  return verifyPage(visit, text, result(visit, statement, receipt !== null))
}

const verifyPage = async (visit: Visit, text: string, found: Html | null) => {
  const { language } = visit
  const w = words[language].verify
  return show(visit, {
    title: w.title,
    body: html`<h1>${w.title}</h1>
      <p class="lead">${w.lead}</p>
      ${found}
      ${postForm({
        language,
        action: to('verify', language),
        body: html`${needField({ need: reasonNeed('signed'), words: { label: w.label, why: w.why }, language, form: new Map([['signed', [text]]]) })}
          ${buttons(button({ label: w.check }))}`,
      })}`,
  })
}

const result = (visit: Visit, statement: Record<string, unknown> | null, isReceipt: boolean): Html => {
  const { language } = visit
  const w = words[language].verify
  if (!statement)
    return notice({ language, tone: 'problem', title: w.unknown, body: w.unknownText, live: true })
  return html`${notice({ language, tone: 'success', title: isReceipt ? w.receipt : w.decision, live: true })}
    ${summaryList({ language, rows: rows(visit, statement, language) })}`
}

const rows = ({ platform }: Visit, statement: Record<string, unknown>, language: Language) => {
  const w = words[language].verify
  const service = platform.catalogue.current(String(statement['service']))
  const organisation = platform.organisations.organisations.get(String(statement['organisation']))
  const at = String(statement['filedAt'] ?? statement['decidedAt'])
  const outcome = service?.definition.words[language].decisions[String(statement['decision'])]?.title
  return [
    { label: w.number, value: String(statement['number']) },
    { label: w.service, value: service?.definition.words[language].name ?? String(statement['service']) },
    { label: w.organisation, value: organisation?.name[language] ?? String(statement['organisation']) },
    { label: w.at, value: formatInstant(new Date(at), language) },
    ...(outcome ? [{ label: w.outcome, value: outcome }] : []),
  ]
}
