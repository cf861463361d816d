import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import type { Command } from 'commander'
import { CannotStart, dayOf, systemClock } from '#kernel'
import { readConfig } from '../config.ts'
import { newService } from '../operations/new-service.ts'
import { readSurroundings, serviceIds } from '../operations/services.ts'

export const newCommand = (program: Command) =>
  program
    .command('new')
    .description(
      'Commencer quelque chose de complet qui marche déjà / Begin something complete that already works',
    )
    .command('service')
    .description('Un petit service complet, à modifier / A small complete service, to edit')
    .argument('[id]', 'certificat-residence, …')
    .action(async (given: string | undefined) => {
      const config = readConfig()
      const id = await freeId(given, await serviceIds(config.servicesDir))
      const { organisations } = await readSurroundings(config, systemClock)
      const authority = [...organisations.values()].find((each) => each.agents.length > 0)
      if (!authority) throw noAuthority(config.organisationsDir)
      const role = authority.agents[0]!.roles[0]!
      const files = newService({ id, authority: authority.id, role, today: dayOf(systemClock()) })
      const folder = join(config.servicesDir, id)
      for (const [name, text] of files) await write(join(folder, name), text)
      console.log(nextSteps(id, folder))
    })

const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/

const freeId = async (given: string | undefined, taken: string[]): Promise<string> => {
  const id = given ?? (await askId(taken))
  if (!ID.test(id) || id === 'schema') throw notAnId(id)
  if (taken.includes(id)) throw alreadyThere(id)
  return id
}

/** Somebody at a terminal is asked; a script is not kept waiting. */
const askId = async (taken: string[]): Promise<string> => {
  let proposal = 'nouveau-service'
  for (let at = 2; taken.includes(proposal); at++) proposal = `nouveau-service-${at}`
  if (!process.stdin.isTTY) return proposal
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const typed = await terminal.question(`Identifiant du service / Id of the service [${proposal}] : `)
  terminal.close()
  return typed.trim() || proposal
}

/** Never over a file that is there. */
const write = async (path: string, text: string): Promise<void> => {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text, { flag: 'wx' })
}

const nextSteps = (id: string, folder: string): string => `
${folder}

1. Modifiez service.yaml (ce qui est demandé, le parcours), puis words.fr.yaml et words.en.yaml (les mots).
   Edit service.yaml (what is asked, the path), then words.fr.yaml and words.en.yaml (the words).
2. bin/parvis check ${id}
3. En démonstration, le service est publié dès qu’il est enregistré ; ailleurs : bin/parvis publish ${id}
   In the demonstration the service is published as soon as it is saved; elsewhere: bin/parvis publish ${id}

docs/service-language.md dit tout ce qu’un service peut contenir / says all that a service may hold.`

const notAnId = (id: string) =>
  new CannotStart('not-an-id', {
    fr: `« ${id} » ne peut nommer un service : petites lettres et chiffres, joints par des traits d’union.`,
    en: `“${id}” cannot name a service: small letters and digits, joined by hyphens.`,
  })

const alreadyThere = (id: string) =>
  new CannotStart('service-there', {
    fr: `Le service « ${id} » existe déjà : choisissez un autre identifiant.`,
    en: `The service “${id}” already exists: choose another id.`,
  })

const noAuthority = (folder: string) =>
  new CannotStart('no-authority', {
    fr: `Aucun organisme de ${folder} n’a d’agents : ajoutez-en un d’abord.`,
    en: `No organisation of ${folder} has agents: add one first.`,
  })
