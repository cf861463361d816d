/** Why a piece of evidence is not taken. The sentences stand in the channels’ words. */
export type DocumentRefusal = 'file-empty' | 'file-too-large' | 'file-type-not-accepted'

/** 10 MB a file: a photo of a modern phone or a scan of twenty pages. */
export const MOST_BYTES = 10 * 1024 * 1024

/** What is taken, by what the bytes are and not by what the name says. */
export const ACCEPTED_TYPES = [
  'application/pdf',
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/heic',
  'image/heif',
] as const
