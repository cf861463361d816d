import type { Language } from '#kernel'
import type { Fault, FaultCode } from './faults.ts'

/**
 * The one grammar of every kind of answer: how it is read from a web form, checked as JSON, shown, seen by FEEL, and put
 * back in a form. `V` is the value as it is kept.
 */
export type Grammar<V> = {
  /** The suffixes of its inputs' names: `''` alone, or `.year`, `.month`, `.day`. */
  inputs: readonly string[]
  /** What the inputs say. `undefined`: nothing was answered. */
  read(inputs: Inputs, slot: Slot): Reading<V>
  /** Every problem of a JSON value, whatever it is; it never throws. */
  check(value: unknown, slot: Slot): Problem[]
  /** Whether a value has the shape that `show`, `feel` and `type` can work on, without the limits of `check`. */
  holds(value: unknown): value is V
  show(value: V, shown: Shown): string | string[]
  feel(value: V): unknown
  /** The inputs that `read` would read as this value, as a reader of the language writes it. */
  type(value: V, language: Language): [suffix: string, values: string[]][]
  /** The value in the form that is kept, where a kind has one (`h3g1a1` → `H3G 1A1`). */
  settle?(value: V, slot: Slot): V
}

/** What of a need or field bears on its value. */
export type Slot = { options: readonly string[]; most: number | null }

/** The inputs of one need or field, by suffix, and the files that are attached to it. */
export type Inputs = { at(suffix: string): readonly string[]; files: readonly FileValue[] }

export type Problem = { code: FaultCode; details: Fault['details'] }
export type Reading<V> = { value: V | undefined } | Problem

export type Shown = { language: Language; options: Readonly<Record<string, string>> | undefined }

/** A web form as it was sent, by input name. */
export type Form = Map<string, string[]>

/** An attached file: its digest (SHA-256, small hexadecimal) is where its content is kept. */
export type FileValue = { id: string; name: string; type: string; size: number; digest: string }

export const problem = (code: FaultCode, details: Fault['details'] = {}): Problem => ({ code, details })

/** What one input says: the last of the values sent under its name, as a later input corrects an earlier one. */
export const typedAt = (inputs: Inputs, suffix = ''): string => inputs.at(suffix).at(-1) ?? ''
