import { dayOf } from '#kernel'
import {
  type Check,
  type Criterion,
  type Dataset,
  type Distribution,
  type Finding,
  LICENCES,
} from './dataset.ts'
import { staleOn } from './due.ts'
import type { Inspection } from './files/inspect.ts'

/**
 * What a look at a distribution brought back: its bytes read through, or why they could not be had. `changedAt`: when the data
 * last changed, as far as anybody can tell.
 */
export type Looked =
  | { had: true; inspection: Inspection; changedAt: string }
  | { had: false; code: string; details: Record<string, string | number> }

/** Judges what was seen by each criterion. Pure; nothing is assumed of what was not looked at. */
export const judge = (
  dataset: Pick<Dataset, 'licence' | 'frequency'>,
  distribution: Pick<Distribution, 'kind' | 'schema' | 'updatedAt'>,
  looked: Looked,
  now: Date,
): Check => {
  const findings = [
    downloadable(looked),
    openLicence(dataset),
    ...(looked.had ? ofContent(distribution, looked.inspection) : []),
    fresh(dataset, distribution, looked.had ? looked.changedAt : distribution.updatedAt, now),
    ...(looked.had ? [encoding(looked.inspection)] : []),
  ]
  const passes = (criterion: Criterion) =>
    findings.some((one) => one.criterion === criterion && one.result === 'pass')
  const { inspection } = looked.had ? looked : { inspection: null }
  return {
    at: now.toISOString(),
    findings,
    downloadable: passes('downloadable') && passes('open-licence') && passes('parses'),
    bytes: inspection?.bytes ?? null,
    rows: inspection?.read?.rows ?? null,
    cut: inspection?.cut ?? false,
  }
}

const finding = (
  criterion: Criterion,
  result: Finding['result'],
  code: string,
  details: Finding['details'] = {},
): Finding => ({ criterion, result, code, details })

const downloadable = (looked: Looked): Finding => {
  if (!looked.had) return finding('downloadable', 'fail', looked.code, looked.details)
  const { bytes, cut } = looked.inspection
  return finding('downloadable', 'pass', cut ? 'downloaded-beginning' : 'downloaded', { bytes })
}

const openLicence = ({ licence }: Pick<Dataset, 'licence'>): Finding =>
  licence !== null && Object.hasOwn(LICENCES, licence)
    ? finding('open-licence', 'pass', 'licence-open', { licence })
    : finding('open-licence', 'fail', 'licence-not-open')

const ofContent = ({ schema }: Pick<Distribution, 'schema'>, { fault, read }: Inspection): Finding[] => {
  if (fault || !read) return [finding('parses', 'fail', fault?.code ?? 'binary', fault?.details)]
  const parses = finding('parses', 'pass', 'parsed', { rows: read.rows })
  if (!schema || read.columns.length === 0) return [parses, finding('schema', 'not-applicable', 'no-schema')]
  const differs = read.schemaFault
  return [
    parses,
    differs
      ? finding('schema', 'fail', differs.code, differs.details)
      : finding('schema', 'pass', 'schema-matches', { columns: schema.fields.length }),
  ]
}

const fresh = (
  dataset: Pick<Dataset, 'frequency'>,
  { kind }: Pick<Distribution, 'kind'>,
  changedAt: string,
  now: Date,
): Finding => {
  const day = dayOf(new Date(changedAt))
  if (kind === 'query') return finding('fresh', 'pass', 'computed')
  const late = staleOn(dataset, changedAt)
  if (late === null) return finding('fresh', 'not-applicable', 'no-rhythm', { day })
  const { frequency } = dataset
  return late < dayOf(now)
    ? finding('fresh', 'fail', 'stale', { day, frequency, late })
    : finding('fresh', 'pass', 'up-to-date', { day, frequency, late })
}

const encoding = ({ encoding: found }: Inspection): Finding =>
  found === 'utf-8'
    ? finding('encoding', 'pass', 'utf-8')
    : finding('encoding', 'fail', 'not-utf-8', { encoding: found })
