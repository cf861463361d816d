import { type Fault, isTest, lineOf, type Source } from './sources.ts'

/** Where SQL may be written, besides `store.ts`: what opens, prepares and keeps the database itself. */
const MAY_SPEAK_SQL = [/\/store\.ts$/, /^src\/foundation\/kernel\/(sql|migrate)\.ts$/, /^src\/operations\//]

const STATEMENT =
  /^\s*(SELECT\s|INSERT\s+INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|WITH\s+\w+\s+AS\s|CREATE\s+(TABLE|INDEX|UNIQUE)|ALTER\s+TABLE|DROP\s+(TABLE|INDEX)|TRUNCATE\s|LOCK\s+TABLE|COPY\s+\w|LISTEN\s+\w|NOTIFY\s+\w)/

/** One file per domain knows the tables: a change of schema is read there, and nowhere else. */
export const sqlFaults = (sources: Source[]): Fault[] =>
  sources
    .filter(({ path }) => !isTest(path) && !path.startsWith('bench/'))
    .filter(({ path }) => !MAY_SPEAK_SQL.some((allowed) => allowed.test(path)))
    .flatMap((source) => {
      const lines = new Set<number>()
      const found = (start: number) => void lines.add(lineOf(source, start))
      source.visit({
        TaggedTemplateExpression: ({ tag, start }) => {
          if (tag.type === 'Identifier' && tag.name === 'sql') found(start)
        },
        TemplateLiteral: ({ quasis, start }) => {
          if (STATEMENT.test(quasis[0]!.value.raw)) found(start)
        },
        Literal: ({ value, start }) => {
          if (typeof value === 'string' && STATEMENT.test(value)) found(start)
        },
      })
      return [...lines].map((line) => ({
        path: source.path,
        line,
        says: 'speaks SQL: that is for its store.ts',
      }))
    })

/** Who may read the environment, and why. */
const MAY_READ_ENVIRONMENT: Record<string, string> = {
  'src/config.ts': 'reads every setting, for everyone',
  'src/foundation/kernel/postgres/execute.ts':
    'hands the system’s own PATH on to PostgreSQL, reads no setting',
}

/** A setting that any file could read is a setting that no operator can know. */
export const environmentFaults = (sources: Source[]): Fault[] =>
  sources
    .filter(({ path }) => path.startsWith('src/') && !isTest(path) && !(path in MAY_READ_ENVIRONMENT))
    .flatMap((source) => {
      const faults: Fault[] = []
      const found = (start: number) =>
        faults.push({
          path: source.path,
          line: lineOf(source, start),
          says: 'reads the environment: config.ts does',
        })
      source.visit({
        MemberExpression: ({ object, property, start }) => {
          const named =
            property.type === 'Identifier' ? property.name : 'value' in property ? property.value : ''
          if (object.type === 'Identifier' && object.name === 'process' && named === 'env') found(start)
        },
        VariableDeclarator: ({ id, init, start }) => {
          const fromProcess = init?.type === 'Identifier' && init.name === 'process'
          if (
            fromProcess &&
            id.type === 'ObjectPattern' &&
            /\benv\b/.test(source.text.slice(id.start, id.end))
          )
            found(start)
        },
        ImportDeclaration: ({ source: from, specifiers, start }) => {
          const takesEnv = specifiers.some(({ local }) => local.name === 'env')
          if (/^(node:)?process$/.test(from.value) && takesEnv) found(start)
        },
      })
      return faults
    })
