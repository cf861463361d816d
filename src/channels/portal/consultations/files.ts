import type { Attachment, Contribution } from '#consultations'
import { html, type Html } from '#html'
import { formatFileSize, type Language } from '#kernel'
import { readEvidence } from '#documents'
import { icon } from '#look'
import { sendFile } from '#web'
import { to } from '../paths.ts'
import { notFound, type Visit } from '../visit.ts'
import { publicOne } from './one-page.ts'

/** What the organisation gives to read. Each file is downloaded, none is shown by the browser. */
export const fileList = (consultation: string, files: readonly Attachment[], language: Language): Html =>
  filesAt(files, language, (digest) => to('consultationFile', language, { consultation, digest }))

/** What somebody joined to a contribution. */
export const attachmentList = ({ consultation, id, attachments }: Contribution, language: Language): Html =>
  filesAt(attachments, language, (digest) =>
    to('contributionFile', language, { consultation, contribution: id, digest }),
  )

const filesAt = (files: readonly Attachment[], language: Language, at: (digest: string) => string): Html =>
  html`<ul class="files">${files.map(
    ({ digest, name, size }) =>
      html`<li>${icon('file')}<a class="file-name" href="${at(digest)}">${name}</a><span class="file-size">${formatFileSize(size, language)}</span></li>`,
  )}</ul>`

/** Sends a file of the consultation, or of a contribution that is in view. */
export const document = async (visit: Visit) => {
  const consultation = await publicOne(visit)
  const found = consultation?.documents.find(({ digest }) => digest === visit.params['digest'])
  return sent(visit, found)
}

export const attachment = async (visit: Visit) => {
  const { platform, params } = visit
  const consultation = await publicOne(visit)
  const one =
    consultation && (await platform.consultations.contribution(consultation.id, params['contribution']!))
  return sent(
    visit,
    one?.attachments.find(({ digest }) => digest === params['digest']),
  )
}

const sent = async (visit: Visit, file: Attachment | undefined) => {
  const content = file && (await readEvidence(visit.platform.db, file.digest))
  return file && content ? sendFile(visit.reply, 'attachment', file.name, content) : notFound(visit)
}
