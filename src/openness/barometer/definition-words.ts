/** A text in both languages. The French of an official wording is shown as it was published; the English is ours. */
export type Both = { fr: string; en: string }
