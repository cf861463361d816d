import { html } from '#html'

/** What PDFKit holds of its metadata, and the step that writes them as XML: neither is in its types. */
type Writing = { info: Record<string, unknown>; _addInfo(): void }

/**
 * PDFKit writes a title and an author as they are into the XML of a document’s metadata. An `&` in the title of a plan made
 * that XML unreadable, and with it the sentence that says the document is tagged (ISO 14289-1, 5): readers then take it for
 * any other. The title that is shown stays what was typed.
 */
export const escapeMetadata = (doc: object): void => {
  const writing = doc as Writing
  // oxlint-disable-next-line no-underscore-dangle
  const write = writing._addInfo
  // oxlint-disable-next-line no-underscore-dangle
  writing._addInfo = () => {
    const { info } = writing
    writing.info = Object.fromEntries(
      Object.entries(info).map(([name, value]) => [
        name,
        typeof value === 'string' ? String(html`${value}`) : value,
      ]),
    )
    write.call(writing)
    writing.info = info
  }
}
