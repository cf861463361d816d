import { parseExpression } from 'feelin'
import type { RuleSource } from '#rules'

type SyntaxNode = ReturnType<typeof parseExpression>['topNode']

/** Every text that a rule may give, null when that cannot be told from its form. */
export const possibleTexts = (rule: RuleSource): string[] | null => {
  // In a table of texts the last cell is the word itself.
  if (rule.table) return [...new Set(rule.table.rows.map((row) => String(row.at(-1))))]
  if (!rule.feel) return null
  const found = ends(parseExpression(rule.feel, {}, undefined).topNode, rule.feel)
  return found && [...new Set(found)]
}

/** The leaves of `if … then … else …`, when each is a text. */
const ends = (node: SyntaxNode, text: string): string[] | null => {
  if (node.name === 'StringLiteral') return [text.slice(node.from + 1, node.to - 1)]
  const children: SyntaxNode[] = []
  for (let child = node.firstChild; child; child = child.nextSibling)
    if (!child.type.isSkipped && !'()'.includes(child.name)) children.push(child)
  if (['Expression', 'ParenthesizedExpression'].includes(node.name))
    return children.length === 1 ? ends(children[0]!, text) : null
  if (node.name !== 'IfExpression') return null
  const after = (keyword: string) => children[children.findIndex((child) => child.name === keyword) + 1]
  const [yes, no] = [after('then'), after('else')].map((branch) => (branch ? ends(branch, text) : null))
  return yes && no ? [...yes, ...no] : null
}
