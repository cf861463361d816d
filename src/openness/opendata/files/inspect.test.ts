import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import type { Format, TableSchema } from '../dataset.ts'
import { type Inspection, inspect } from './inspect.ts'

async function* inPieces(content: string | Buffer, size: number) {
  const bytes = Buffer.from(content)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

const look = (
  content: string | Buffer,
  {
    format = 'csv',
    schema = null,
    size = 7,
    mostBytes = 1e9,
  }: { format?: Format; schema?: TableSchema | null; size?: number; mostBytes?: number } = {},
): Promise<Inspection> => inspect(inPieces(content, size), { format, schema, mostBytes })

const faultOf = async (...given: Parameters<typeof look>) => {
  const { fault } = await look(...given)
  return fault && [fault.code, fault.details]
}

const TREES =
  'Essence;Diamètre;Planté le;Code\nÉrable;12,5;2020-05-01;007\n"Orme; d’Amérique";8;2021-06-30;012\n'

describe('reading a CSV file', () => {
  it('says its columns, its rows and what each column holds, whatever the pieces it comes in', async () => {
    for (const size of [1, 3, 1_000]) {
      const { read, encoding, fault, digest } = await look(TREES, { size })
      assert.deepEqual([fault, encoding], [null, 'utf-8'])
      assert.equal(digest, createHash('sha256').update(TREES).digest('hex'))
      assert.deepEqual([read!.rows, read!.columns], [2, ['Essence', 'Diamètre', 'Planté le', 'Code']])
      assert.deepEqual(read!.sample[1], ['Orme; d’Amérique', '8', '2021-06-30', '012'])
      assert.deepEqual(read!.inferred, {
        delimiter: ';',
        fields: [
          { name: 'Essence', type: 'string', constraints: { required: true } },
          { name: 'Diamètre', type: 'number', decimalChar: ',', constraints: { required: true } },
          { name: 'Planté le', type: 'date', constraints: { required: true } },
          { name: 'Code', type: 'string', constraints: { required: true } },
        ],
      })
    }
  })

  it('says where it stops being one', async () => {
    assert.deepEqual(await faultOf('a,b\n1,2\n3\n'), ['columns-differ', { line: 3, expected: 2, found: 1 }])
    assert.deepEqual(await faultOf('a,b\n1,"2\n3,4\n'), ['quote-open', { line: 3 }])
    assert.deepEqual(await faultOf('a,,c\n1,2,3\n'), ['header-empty', { column: 2 }])
    assert.deepEqual(await faultOf('a,b,a\n1,2,3\n'), ['header-twice', { column: 'a' }])
    assert.deepEqual(await faultOf('a,b\n'), ['no-rows', {}])
    const empty = await inspect(inPieces('a,b\n', 9), { format: 'csv', mayBeEmpty: true, mostBytes: 99 })
    assert.deepEqual([empty.fault, empty.read!.rows], [null, 0])
    assert.deepEqual(await faultOf(''), ['empty', {}])
    assert.deepEqual(await faultOf(' \n\n'), ['empty', {}])
    assert.deepEqual(await faultOf('\uFEFF<!DOCTYPE html><title>Page introuvable</title>'), ['is-html', {}])
    assert.deepEqual(await faultOf(Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 8])), ['binary', {}])
    assert.deepEqual(await faultOf(`a,b\n1,"${'x'.repeat(1_100_000)}`, { size: 65_536 }), [
      'record-too-large',
      { line: 2 },
    ])
  })

  it('reads the first bytes only where it is told to, and leaves aside the row that is cut', async () => {
    const long = 'a,b\n' + '1,22\n'.repeat(1_000)
    for (const mostBytes of [20, 21, 22, 23, 24]) {
      const { cut, bytes, read, fault } = await look(long, { mostBytes, size: 10 })
      assert.deepEqual([cut, bytes, fault], [true, mostBytes, null])
      assert.equal(read!.rows, 3)
      assert.deepEqual(read!.sample[0], ['1', '22'])
    }
    const quoted = await look('a,b\n1,2\n3,"4 and more"\n', { mostBytes: 16 })
    assert.deepEqual([quoted.fault, quoted.read!.rows], [null, 1])
    const whole = await look('a,b\n1,2\n', { mostBytes: 8 })
    assert.deepEqual([whole.cut, whole.read!.rows], [false, 1])
  })

  it('reads what is not UTF-8 as well as it can, and says so', async () => {
    const latin = Buffer.from('nom,ville\nÉlise,Trois-Rivières\n', 'latin1')
    const { encoding, read } = await look(latin)
    assert.equal(encoding, 'windows-1252')
    assert.deepEqual(read!.sample[0], ['Élise', 'Trois-Rivières'])
    const wide = await look(
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('a,b\n1,2\n', 'utf16le')]),
      {
        size: 2,
      },
    )
    assert.deepEqual([wide.encoding, wide.read!.columns], ['utf-16', ['a', 'b']])
    assert.equal((await look('a,b\n1,2\n1,é', { mostBytes: 11 })).encoding, 'utf-8')
  })

  it('holds rows to the schema that they were published with', async () => {
    const schema: TableSchema = {
      fields: [
        { name: 'jour', type: 'date', constraints: { required: true } },
        { name: 'appels', type: 'integer' },
      ],
    }
    assert.equal((await look('jour,appels\n2026-01-01,3\n2026-01-02,\n', { schema })).read!.schemaFault, null)
    const wrong = await look('jour,appels\n2026-01-01,3\n2026-13-02,4\n,cinq\n', { schema })
    assert.deepEqual(wrong.read!.schemaFault, {
      code: 'values-differ',
      details: { count: 3, line: 3, field: 'jour', type: 'date', value: '2026-13-02' },
    })
    const other = await look('jour,visites\n2026-01-01,3\n', { schema })
    assert.deepEqual(other.read!.schemaFault, {
      code: 'columns-changed',
      details: { expected: 'jour, appels', found: 'jour, visites' },
    })
  })

  it('warns of columns that look as if they were about persons', async () => {
    const { read } = await look(
      'Parc,Nom,Courriel,repère,remarque\n' +
        'A,Tremblay,x,046 454 286,a@b.ca\nB,Roy,y,193-456-787,rien\nC,Haddad,z,046454286,rien\nD,Gagnon,z,046454286,rien\n',
    )
    assert.deepEqual(read!.personal, [
      { column: 'Nom', kind: 'name', by: 'name' },
      { column: 'Courriel', kind: 'email', by: 'name' },
      { column: 'repère', kind: 'sin', by: 'values' },
    ])
    const parks = await look('Nom du parc,Année\nA,2001\nB,2002\n')
    assert.deepEqual(parks.read!.personal, [])
  })
})

describe('reading JSON and GeoJSON', () => {
  const json = (content: string, format: Format = 'json') => look(content, { format })

  it('reads a list of objects as a table, an element at a time', async () => {
    const { read, fault } = await json('\uFEFF[{"a":1,"b":"x"},{"a":2.5,"c":null}]')
    assert.equal(fault, null)
    assert.deepEqual([read!.rows, read!.columns], [2, ['a', 'b', 'c']])
    assert.deepEqual(read!.sample, [
      ['1', 'x', ''],
      ['2.5', '', ''],
    ])
    const object = await json('{"a":{"b":[1,2,{"c":"\\ud83c\\udf33"}]}}')
    assert.deepEqual([object.fault, object.read!.columns], [null, []])
  })

  it('holds its objects to the schema that they were published with, in whatever order', async () => {
    const schema: TableSchema = {
      fields: [
        { name: 'a', type: 'integer', constraints: { required: true } },
        { name: 'b', type: 'string' },
      ],
    }
    const faultIn = async (content: string) => {
      const fault = (await look(content, { format: 'json', schema })).read!.schemaFault
      return fault && [fault.code, 'line' in fault.details ? fault.details.line : fault.details.found]
    }
    assert.equal(await faultIn('[{"b":"x","a":1},{"a":2}]'), null)
    assert.deepEqual(await faultIn('[{"b":"x","a":1},{"a":"deux"}]'), ['values-differ', 2])
    assert.deepEqual(await faultIn('[{"a":1,"c":"x"}]'), ['columns-changed', 'a, c'])
  })

  it('says when it is none', async () => {
    for (const content of ['[1,2', '[1,2]]', '{"a":}', 'salut', '[1] [2]', '{"a":1,}'])
      assert.equal((await json(content)).fault?.code, 'not-json', content)
    assert.equal((await json('['.repeat(50_000))).fault?.code, 'too-deep')
    assert.equal((await json('<html><body>Erreur</body></html>')).fault?.code, 'is-html')
    assert.equal((await look('[{"a":1},{"a":', { format: 'json', mostBytes: 12 })).fault, null)
  })

  const feature = (coordinates: unknown, type = 'Point') => ({
    type: 'Feature',
    properties: { nom: 'Parc', superficie: 3 },
    geometry: { type, coordinates },
  })
  const collection = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features })

  it('reads a collection of features, their properties as columns', async () => {
    const { read, fault } = await json(
      collection(feature([-72.5, 46.3]), { ...feature(null), geometry: null }),
      'geojson',
    )
    assert.equal(fault, null)
    assert.deepEqual(read!.columns, ['nom', 'superficie', 'geometry'])
    assert.deepEqual(read!.sample, [
      ['Parc', '3', 'Point'],
      ['Parc', '3', ''],
    ])
  })

  it('says which feature is not one, or lies off the Earth', async () => {
    const faults = async (content: string) => {
      const { fault } = await json(content, 'geojson')
      return [fault?.code, fault?.details['feature']]
    }
    assert.deepEqual(await faults(collection(feature([-72.5, 46.3]), { type: 'Point' })), ['not-geojson', 2])
    assert.deepEqual(await faults(collection(feature([-72.5, 46.3], 'Circle'))), ['not-geojson', 1])
    // Metres of a projection, where degrees are asked for.
    assert.deepEqual(
      await faults(
        collection(
          feature(
            [
              [
                [1, 2],
                [380_000, 5_130_000],
              ],
            ],
            'Polygon',
          ),
        ),
      ),
      ['coordinates-outside', 1],
    )
    assert.deepEqual(await faults('{"type":"Topology"}'), ['not-geojson', 0])
    assert.deepEqual(await faults(collection()), ['no-rows', undefined])
    assert.deepEqual(await faults('[1,2,3]'), ['not-geojson', 0])
  })
})
