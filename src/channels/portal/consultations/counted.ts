import { formatNumber, type Language, plural } from '#kernel'

/** `1 appui`, `2 400 appuis`. */
export const counted = (count: number, language: Language, one: string, other: string): string =>
  `${formatNumber(count, language)} ${plural(count, language, { one, other })}`
