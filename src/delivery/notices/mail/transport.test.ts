import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { outcomeOf, type SmtpError } from './transport.ts'

const said = (response: string, command: string, code = 'EENVELOPE') =>
  outcomeOf(
    Object.assign(new Error(response), {
      code,
      command,
      response,
      responseCode: Number(response.slice(0, 3)),
    }) as SmtpError,
  )

describe('what a mail server answers', () => {
  it('is about the address when it says so, or refuses a recipient without saying more', () => {
    for (const response of [
      '550 5.1.1 No such user',
      '553 5.1.3 Bad address',
      '550 5.2.1 Disabled',
      '550 No such user',
    ])
      assert.deepEqual(
        { ...said(response, 'RCPT TO'), said: '' },
        { is: 'refused', about: 'address', said: '' },
        response,
      )
  })

  it('is about the message when a policy or its content is refused: the address still receives', () => {
    for (const [response, command] of [
      ['550 5.7.1 Policy', 'RCPT TO'],
      ['552 5.2.2 Full', 'RCPT TO'],
      ['554 5.6.0 Bad content', 'DATA'],
      ['554 Spam', 'DATA'],
    ] as const)
      assert.deepEqual(
        { ...said(response, command), said: '' },
        { is: 'refused', about: 'message', said: '' },
        response,
      )
  })

  it('is « later » for one message, and « away » when nobody would be served', () => {
    assert.equal(said('451 4.7.1 Greylisted', 'RCPT TO').is, 'later')
    assert.equal(said('452 4.3.1 No space', 'DATA', 'EMESSAGE').is, 'later')
    for (const [response, command, code] of [
      ['421 4.3.2 Closing', 'RCPT TO', 'EENVELOPE'],
      ['530 5.7.0 Authentication required', 'MAIL FROM', 'EENVELOPE'],
      ['550 5.7.1 Sender refused', 'MAIL FROM', 'EENVELOPE'],
      ['535 5.7.8 Bad password', 'AUTH PLAIN', 'EAUTH'],
      ['554 Go away', 'CONN', 'EPROTOCOL'],
    ] as const)
      assert.equal(said(response, command, code).is, 'away', response)
    for (const code of ['ECONNECTION', 'ETIMEDOUT', 'ESOCKET', 'EDNS', 'ETLS'])
      assert.equal(outcomeOf(Object.assign(new Error('x'), { code })).is, 'away')
  })

  it('is kept as codes: its text may quote the address', () => {
    const outcome = said('550 5.1.1 <amelie@exemple.example> unknown', 'RCPT TO')
    assert.equal('said' in outcome && outcome.said, 'EENVELOPE 550 5.1.1 RCPT TO')
  })
})
