/** What is not as it should be: in which file, where in it, and how. */
export type Fault = { file: string; where: string; says: string }

/** Answers with a file of a publication, null when it is not there. Throws when it cannot be read. */
export type Reader = (name: string) => Promise<Buffer | null>
