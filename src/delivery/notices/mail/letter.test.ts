import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { idFrom, LANGUAGES, openTokens } from '#kernel'
import { htmlFaults } from '../../../../tests/accessibility/looking.ts'
import { openStory, type Story } from '../../../../tests/support/story.ts'
import { NOTICE_KINDS, type NoticeKind } from '../notice.ts'
import { mailKindOf } from '../preferences.ts'
import { letterOf, type LetterTools } from './letter.ts'
import type { Mail, MailContent } from './mail.ts'

let story: Story
let tools: LetterTools
before(async () => {
  story = await openStory({ services: ['allocation-famille'] })
  const page = (name: string) => (language: string, value: string) =>
    `https://services.exemple.example/${language}/${name}/${value}`
  tools = {
    catalogue: story.catalogue,
    tokens: openTokens(Buffer.alloc(32, 1)),
    from: 'Parvis <avis@services.exemple.example>',
    domain: 'services.exemple.example',
    demonstration: true,
    links: {
      dossier: page('demandes'),
      calendar: (language) => `https://services.exemple.example/${language}/calendrier`,
      preferences: (language) => `https://services.exemple.example/${language}/preferences`,
      confirm: page('confirmer'),
      organisation: () => 'https://services.exemple.example/organisation',
      unsubscribe: page('stop'),
    },
  }
})
after(() => story.close())

const mailOf = (language: 'fr' | 'en', kind: NoticeKind | null, details = {}): Mail => {
  const content: MailContent =
    kind === null
      ? { is: 'confirmation', confirmation: idFrom('a confirmation') }
      : {
          is: 'notice',
          kind,
          dossier: idFrom('a dossier'),
          service: 'allocation-famille',
          version: 1,
          number: '7K4M-2QXD-9',
          details,
        }
  return {
    person: 'amelie-tremblay',
    id: idFrom(`a mail ${kind}`),
    kind: kind === null ? 'address' : mailKindOf(kind),
    address: 'amelie@exemple.example',
    language,
    content,
    state: 'queued',
    attempts: 1,
    madeAt: story.now(),
    until: new Date('2026-11-25T15:00:00Z'),
  }
}

const YEARLY = { deadline: 'yearly-update', dueOn: '2027-11-23', before: 'P7D' }
const every = () =>
  LANGUAGES.flatMap((language) =>
    [null, ...NOTICE_KINDS].map((kind) => mailOf(language, kind, kind === 'reminder.due' ? YEARLY : {})),
  )

describe('every letter, in both languages', () => {
  it('is HTML that holds, with a language, a title and one heading', async () => {
    for (const mail of every()) {
      const { html, subject } = await letterOf(mail, tools)
      assert.deepEqual(await htmlFaults(html), [], subject)
      assert.match(html, mail.language === 'fr' ? /<html lang="fr-CA">/ : /<html lang="en-CA">/)
      assert.equal(html.match(/<h1>/g)!.length, 1)
    }
  })

  it('says the same in text, every link included, and is the same when it is written again', async () => {
    for (const mail of every()) {
      const letter = await letterOf(mail, tools)
      const links = [...letter.html.matchAll(/href="([^"]+)"/g)].map(([, link]) => link!)
      assert.ok(links.length > 0)
      for (const link of links) assert.ok(letter.text.includes(link), link)
      assert.deepEqual(await letterOf(mail, tools), letter)
    }
  })

  it('tells nobody on the way what it is about: no name, service, number or decision in its subject', async () => {
    for (const mail of every()) {
      const { subject, text } = await letterOf(mail, tools)
      assert.doesNotMatch(subject, /Tremblay|allocation|allowance|7K4M|décision|decision|refus/i)
      assert.doesNotMatch(text, /Tremblay|amelie-tremblay/)
    }
  })

  it('can be stopped by its kind, but for the one that the person just asked for', async () => {
    for (const mail of every()) {
      const { headers } = await letterOf(mail, tools)
      const stop = headers['List-Unsubscribe']
      if (mail.kind === 'address') assert.equal(stop, undefined)
      else {
        const token = /\/stop\/([^>]+)>$/.exec(stop!)![1]!
        assert.deepEqual(tools.tokens.open(token), ['unsubscribe', 'amelie-tremblay', mail.kind])
        assert.equal(headers['List-Unsubscribe-Post'], 'List-Unsubscribe=One-Click')
      }
    }
  })

  it('is still a letter when its service or its deadline is one that nobody knows any more', async () => {
    const mail = mailOf('fr', 'reminder.due', { ...YEARLY, deadline: 'forgotten' })
    const unknown = { ...mail, content: { ...mail.content, service: 'disparu', version: 9 } as MailContent }
    const { text } = await letterOf(unknown, tools)
    assert.match(text, /Une date à respecter\s: au plus tard le 23 novembre 2027/)
  })
})
