/** How the bytes turned out to be written: `utf-8`, or what they seem to be instead. */
export type Encoding = 'utf-8' | 'utf-16' | 'windows-1252'

/**
 * Bytes as text, a piece at a time. What is not UTF-8 is read on as what it most likely is, so that one fault does not hide
 * the others; `found` says so once the text was read.
 */
export async function* textIn(
  chunks: AsyncIterable<Uint8Array>,
  found: { encoding: Encoding; binary: boolean },
  isCut: () => boolean,
): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null
  for await (const chunk of chunks) {
    if (chunk.length === 0) continue
    if (!decoder) {
      const [first, second] = chunk
      const isWide = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
      if (isWide) found.encoding = 'utf-16'
      decoder = isWide
        ? new TextDecoder(first === 0xff ? 'utf-16le' : 'utf-16be')
        : new TextDecoder('utf-8', { fatal: true })
    }
    let text: string
    try {
      text = decoder.decode(chunk, { stream: true })
    } catch {
      found.encoding = 'windows-1252'
      decoder = new TextDecoder('windows-1252')
      text = decoder.decode(chunk, { stream: true })
    }
    if (text.includes('\0')) found.binary = true
    if (text !== '') yield text
  }
  try {
    const rest = decoder?.decode()
    if (rest) yield rest
  } catch {
    // A character that the end of the file cuts in two; where the reading was stopped there, that is no fault.
    if (!isCut()) found.encoding = 'windows-1252'
  }
}
