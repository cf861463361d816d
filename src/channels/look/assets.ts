import { readFileSync } from 'node:fs'
import { sha256 } from '#kernel'
import { TAB_ICON } from './icons.ts'

/** What a page links to. The name carries the content's digest: it may be kept forever. */
export type Asset = { path: string; type: string; body: string }

/** For the server that sends an asset. */
export const ASSET_CACHING = 'public, max-age=31536000, immutable'

/** The files of the one style sheet, in order; each says its cascade layer. */
const STYLES = [
  'tokens',
  'base',
  'layout',
  'frame',
  'components',
  'lists',
  'navigation',
  'panels',
  'desk',
  'tables',
  'fields',
  'items',
  'front',
  'consultations',
  'print',
]
const SCRIPTS = ['summary', 'once', 'count', 'files', 'autosave', 'offline', 'support']

const source = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')

const asset = (name: string, extension: string, type: string, body: string): Asset => ({
  path: `/assets/${name}.${sha256(body).toString('hex').slice(0, 12)}.${extension}`,
  type,
  body,
})

/** Comments and indentation are for us: the person downloads neither. */
const tighten = (css: string) =>
  css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,>]) ?/g, '$1')
    .replaceAll(': ', ':')
    .replace(/([ :,(])0\./g, '$1.')
    .replaceAll(';}', '}')
    .trim()

/** Each script is a block of one module: its names stay its own, and the page asks for one file. */
const scripts = () =>
  SCRIPTS.map((name) => `{\n${source(`scripts/${name}.js`).replace(/^\s*\/\/.*\n/gm, '')}}\n`).join('')

const styleSheet = (name: string, layers: readonly string[]) =>
  asset(
    name,
    'css',
    'text/css; charset=utf-8',
    tighten(layers.map((layer) => source(`css/${layer}.css`)).join('\n')),
  )

const style = styleSheet('look', STYLES)
/** Only the pages that draw figures ask for it: the others stay as light as they were. */
const charts = styleSheet('charts', ['charts', 'process-line'])
const script = asset('look', 'js', 'text/javascript; charset=utf-8', scripts())
const tab = asset('parvis', 'svg', 'image/svg+xml', TAB_ICON)

/** Read once, when the process starts. */
export const STYLE_PATH = style.path
export const CHARTS_PATH = charts.path
export const SCRIPT_PATH = script.path
export const TAB_ICON_PATH = tab.path

export const assets = (): Asset[] => [style, charts, script, tab]
