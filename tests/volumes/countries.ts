/**
 * Two inventories as countries publish them, with all that is wrong in them: written out of a deterministic dice, with
 * what each row means kept beside, so that a test can count by itself.
 */

/** What one row truly says, for whoever counts without our code. */
export type Truth = {
  id: string
  organisation: string
  year: number
  online: number | null
  others: number | null
  /** The day of an improvement that rests on what people said. */
  improved: string | null
}

export type Country = { csv: string; truths: Truth[] }

/** A small linear congruential generator: the same file every time. */
const diceOf = (seed: number) => {
  let state = seed >>> 0
  return (most: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * most)
  }
}

const quoted = (cell: string): string => (/[",\n;]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
const grouped = (count: number, by: string): string => String(count).replace(/\B(?=(\d{3})+$)/g, by)

/** Canada's manner: a fiscal year, a row a year and service, names in two languages, « NA » and « ND », commas in numbers. */
export const northern = (services: number): Country => {
  const dice = diceOf(17)
  const truths: Truth[] = []
  const rows: string[][] = []
  for (const year of ['2021-2022', '2022-2023'])
    for (let at = 0; at < services; at++) {
      const ends = Number(year.slice(5))
      // Some services begin in the second year only; they are in operation from its first day.
      if (ends === 2022 && at % 19 === 3) continue
      const id = at % 50 === 7 ? `SRV/${at} é` : String(1000 + at)
      const organisation = `Agency ${at % 83}`
      const volume = () => (dice(7) === 0 ? 0 : dice(6) === 0 ? dice(4) : dice(400_000))
      // Boundaries by hand: exactly 75 %, just above, nobody at all.
      const [online, phone, mail] =
        at === 11
          ? [75, 20, 5]
          : at === 12
            ? [76, 20, 4]
            : at === 13
              ? [0, 0, 0]
              : [volume(), volume(), volume()]
      const isUnknown = at % 23 === 5
      const none = at % 4 === 1
      const improved =
        at % 3 === 0
          ? (['2022-03-31', '2022-04-01', '2023-03-31', '2023-04-01', `2022-${10 + (at % 3)}-15`][
              dice(5)
            ] as string)
          : null
      const feedback = at % 6 === 0 ? 'Yes' : 'No'
      rows.push([
        year,
        id,
        `Service, "${at}"`,
        `Prestation nº ${at}`,
        organisation,
        `Agence ${at % 83}`,
        isUnknown ? 'ND' : grouped(online, ','),
        none ? 'NA' : grouped(phone, ','),
        at % 31 === 2 ? '' : ` ${grouped(mail, ',')} `,
        improved ?? '',
        feedback,
        'service',
      ])
      const isWhole = !isUnknown && at % 31 !== 2
      truths.push({
        id,
        organisation,
        year: ends,
        online: isWhole ? online : null,
        others: isWhole ? (none ? 0 : phone) + mail : null,
        improved: improved && feedback === 'Yes' ? improved : null,
      })
      // The same row twice, and a row of another kind, as exports have them.
      if (at % 97 === 0) rows.push(rows.at(-1)!)
      if (at % 61 === 0) rows.push([...rows.at(-1)!.slice(0, 11), 'programme'])
    }
  const head = [
    'fiscal_yr',
    'service_id',
    'service_name_en',
    'service_name_fr',
    'org_en',
    'org_fr',
    'Online applications',
    'calls_received',
    'Mail ',
    'last_improvement',
    'client_feedback',
    'kind',
  ]
  return {
    csv: `\u{feff}${[head, ...rows].map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`,
    truths,
  }
}

export const NORTHERN_MAPPING = `
source: nord
name: { fr: Inventaire du Nord, en: Inventory of the North }
keep: [{ column: kind, in: [service] }]
no-data: ['', ND]
none: [NA]
year: { column: fiscal_yr, starts: '04-01' }
service: { id: service_id, name: { en: service_name_en, fr: service_name_fr } }
organisation: { id: org_en, name: { en: org_en, fr: org_fr } }
channels:
  portal: Online applications
  phone: calls_received
  paper: mail
digital: { channel: portal, least: 0 }
improvements:
  date: { column: last_improvement }
  when: { column: client_feedback, in: ['yes'] }
`

/** The United Kingdom's manner: totals and digital ones by quarter, « - » and « N/A », semicolons, improvements apart. */
export const western = (services: number): Country & { improvements: string } => {
  const dice = diceOf(44)
  const truths: Truth[] = []
  const rows: string[][] = []
  const improvements: string[] = ['Department\tService\tWhen\tBecause of']
  for (let at = 0; at < services; at++) {
    const [department, service] = [`Dept ${at % 21}`, `Apply for thing ${Math.floor(at / 21)}`]
    const quarters = [0, 1, 2, 3].map(() => {
      const total = at % 17 === 4 ? 0 : dice(90_000)
      return { total, digital: dice(3) === 0 ? Math.ceil(total * 0.75) : dice(total + 1) }
    })
    const unknown = at % 13 === 6 ? at % 4 : -1
    const cells = quarters.flatMap(({ total, digital }, quarter) => [
      quarter === unknown ? '-' : grouped(total, ' '),
      quarter === unknown ? 'N/A' : grouped(digital, ' '),
    ])
    rows.push([department, service, ...cells])
    const online = quarters.reduce((sum, { digital }) => sum + digital, 0)
    const total = quarters.reduce((sum, { total }) => sum + total, 0)
    const improved =
      at % 2 === 0 ? [`01/01/2013`, '31/12/2013', '31/12/2012', '01/01/2014'][(at % 8) >> 1]! : null
    if (improved)
      improvements.push(
        [department, service, improved, at % 10 === 0 ? 'new law' : 'user research'].join('\t'),
      )
    const [day, month, year] = (improved ?? '').split('/')
    truths.push({
      id: `${department} / ${service}`,
      organisation: department,
      year: 2013,
      online: unknown < 0 ? online : null,
      others: unknown < 0 ? total - online : null,
      improved: improved && at % 10 !== 0 ? `${year}-${month}-${day}` : null,
    })
  }
  improvements.push(['Dept 99', 'Nobody knows it', '05/05/2013', 'user research'].join('\t'))
  const head = ['Dept', 'Service', ...[1, 2, 3, 4].flatMap((q) => [`Q${q} total`, `Q${q} digital`])]
  return {
    csv: [['Transactions of the year'], head, ...rows].map((row) => row.map(quoted).join(';')).join('\n'),
    improvements: improvements.join('\n'),
    truths,
  }
}

export const WESTERN_MAPPING = `
source: ouest
name: { fr: Transactions de l’Ouest, en: Transactions of the West }
file: { heading: 2 }
year: { is: 2013 }
service: { id: [Dept, Service], name: Service }
organisation: { id: Dept, name: Dept }
channels:
  portal: [Q1 digital, Q2 digital, Q3 digital, Q4 digital]
  other:
    total: [Q1 total, Q2 total, Q3 total, Q4 total]
    minus: [Q1 digital, Q2 digital, Q3 digital, Q4 digital]
digital: true
improvements:
  file: improvements.tsv
  service: [Department, Service]
  date: { column: When, format: DD/MM/YYYY }
  when: { column: Because of, in: [user research] }
`
