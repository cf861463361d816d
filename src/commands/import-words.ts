import type { Inventory, Reason, Report, TakenOver } from '#volumes'

const number = new Intl.NumberFormat('en-CA')

/** The report of an inventory, to be read in a terminal. */
export const reportLines = ({ source, rows, years, leftOut, assumed }: Report): string[] => [
  `${source}: ${number.format(rows.read)} lignes lues / rows read, ${number.format(rows.used)} utilisées / used`,
  ...years.flatMap((one) => [
    '',
    `${one.year} (${one.from} – ${one.to})`,
    `  ${number.format(one.services)} services, ${number.format(one.organisations)} organismes / organisations`,
    `  ${number.format(one.withVolume)} services au volume connu / of a known volume, ${number.format(one.used)} utilisés / used, ${number.format(one.digital)} numériques / digital`,
    `  dont numériques / of the digital ones: ${number.format(one.counted)} comptés / counted, ${number.format(one.unused)} que personne n’a demandés / that nobody asked for, ${number.format(one.unknown)} au volume inconnu / of unknown volume`,
    `  ${number.format(one.improved)} services améliorés après ce qu’en disent les gens / improved after what people said`,
    ...Object.entries(one.volumes).map(
      ([channel, count]) => `  ${channel.padEnd(8)} ${number.format(count).padStart(18)}`,
    ),
  ]),
  ...reasonLines('Laissé de côté / Left out:', leftOut),
  ...reasonLines('Supposé, et compté / Taken for granted, and counted:', assumed),
]

const reasonLines = (title: string, reasons: readonly Reason<string>[]): string[] =>
  reasons.length === 0 ? [] : ['', title, ...reasons.flatMap(linesOf)]

const linesOf = ({ reason, says, times, first, most }: Reason<string>): string[] => [
  `  ${number.format(times)} × ${reason}: ${says}`,
  ...(most.length > 0 ? [`      ${most.slice(0, 6).map(cellTimes).join(', ')}`] : []),
  ...first
    .filter(({ line }) => line > 0)
    .slice(0, 3)
    .map(({ file, line, what }) => `      ${file}:${line} ${onOneLine(what)}`.trimEnd()),
]

const cellTimes = ({ cell, times }: { cell: string; times: number }): string =>
  `« ${onOneLine(cell)} » ${number.format(times)} ×`

/** Names of columns and cells may hold ends of line. */
const onOneLine = (text: string): string => text.replace(/\s+/g, ' ').slice(0, 120)

export const lines = {
  dryRun: 'Rien n’a été écrit. / Nothing was written.',
  taken: ({ facts, organisations, services, volumes, improvements }: TakenOver) =>
    facts === 0
      ? 'Tout cela est déjà repris : rien n’a changé. / All of this was taken over already: nothing changed.'
      : `Repris / Taken over: ${facts} faits / facts (organisations ${organisations}, services ${services}, volumes ${volumes}, improvements ${improvements}).`,
  unsaid: ({ services, improvements }: TakenOver['unsaid']): string =>
    `Repris auparavant pour ces années, et que ces fichiers ne disent pas : services ${services}, améliorations ${improvements}. Ils restent comptés ; pour qu’ils ne le soient pas, recommencez dans un autre PARVIS_DIR. / Taken over before for these years, and not said by these files: services ${services}, improvements ${improvements}. They stay counted; to have them out, begin again in another PARVIS_DIR.`,
  counted: (days: readonly string[]): string =>
    [
      'Les chiffres sont calculés. / The figures are computed:',
      ...days.map((day) => `  bin/parvis barometer figure --target 8 --at ${day}`),
    ].join('\n'),
  leftOut: (all: Inventory['leftOut']): string =>
    `\u{feff}${[
      ['file', 'line', 'reason', 'what'],
      ...all.map(({ file, line, reason, what }) => [file, String(line), reason, what]),
    ]
      .map((row) => row.map(quoted).join(','))
      .join('\r\n')}\r\n`,
}

/** RFC 4180; what a spreadsheet would compute is led by an apostrophe. */
const quoted = (cell: string): string => {
  const harmless = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
