/** Without case, accents or punctuation, words apart by one space: how titles are compared and words looked for. */
export const foldText = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** A title as part of an address: `arbres-publics`; empty when nothing of it can be written so. */
export const slugOf = (title: string): string => {
  const words = foldText(title).replace(/[^a-z0-9]+/g, '-')
  return words.slice(0, 60).replace(/^-+|-+$/g, '')
}
