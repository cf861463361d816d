import { join } from 'node:path'
import { type Command, Option } from 'commander'
import { checkFolder, type Finding } from '#catalogue'
import { CannotStart, type Language, nearest, systemClock } from '#kernel'
import { readConfig } from '../config.ts'
import { findingLines, summaryLine } from '../operations/findings.ts'
import { readSurroundings, serviceIds } from '../operations/services.ts'

export const checkCommand = (program: Command) =>
  program
    .command('check')
    .description('Vérifier des services avant de les publier / Check services before publishing them')
    .argument('[service...]', 'tous si aucun / all of them if none')
    .addOption(languageOption())
    .action(async (services: string[], { lang }: { lang: Language }) => {
      const { findings, checked } = await check(services)
      for (const line of findings.flatMap((finding) => findingLines(finding, lang))) console.log(line)
      if (findings.length > 0) console.log()
      console.log(summaryLine(checked.length, findings, lang))
      process.exitCode = findings.some((finding) => finding.level === 'error') ? 1 : 0
    })

export const languageOption = () =>
  new Option('--lang <language>', 'la langue des messages / the language of the messages')
    .choices(['fr', 'en'])
    .default('fr')

const check = async (services: string[]): Promise<{ findings: Finding[]; checked: string[] }> => {
  const config = readConfig()
  const surroundings = await readSurroundings(config, systemClock)
  const checked = await chosenServices(config.servicesDir, services)
  const findings: Finding[] = []
  for (const id of checked)
    findings.push(...(await checkFolder(join(config.servicesDir, id), surroundings)).findings)
  return { findings, checked }
}

/** Those that were named, all of them when none was. Throws `CannotStart` for a name that is no service. */
export const chosenServices = async (servicesDir: string, named: string[]): Promise<string[]> => {
  const known = await serviceIds(servicesDir)
  const stranger = named.find((id) => !known.includes(id))
  if (stranger === undefined) return named.length > 0 ? named : known
  const near = nearest(stranger, known)
  throw new CannotStart('not-a-service', {
    fr: `Aucun service ne s’appelle « ${stranger} ». ${near ? `Vouliez-vous dire « ${near} » ?` : `Possibles : ${known.join(', ')}.`}`,
    en: `No service is called “${stranger}”. ${near ? `Did you mean “${near}”?` : `Possible: ${known.join(', ')}.`}`,
  })
}
