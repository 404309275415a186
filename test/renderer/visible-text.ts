/**
 * Finds text for people that stands in code instead of `resources/`, by reading the source as a compiler does: text
 * between tags, text in attributes and properties that people read or hear, and sentences in problems.
 */
import { parseSync, Visitor, type ESTree } from 'vite';

export interface Finding {
  line: number;
  text: string;
}

/** Attributes and properties whose value is shown or read out. */
const SHOWN = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-placeholder',
  'aria-roledescription',
  'aria-valuetext',
  'description',
  'error',
  'label',
  'legend',
  'message',
  'nothingFoundMessage',
  'placeholder',
  'title',
]);

/** Names are the same in every language; a language is looked for by someone who reads no other. */
const SAME_EVERYWHERE = new Set(['Switchbook', 'English', 'Français', 'Deutsch']);
/** Examples of what is typed into a field. */
const ADDRESS = /^[a-z]+:\/\S+$/;
/** `field.name`: the key of a sentence. */
const KEY = /^[a-z][\w-]*(\.[\w-]+)+$/;

const isText = (text: string): boolean => {
  const bare = text.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  return /\p{L}{2}/u.test(bare) && !SAME_EVERYWHERE.has(bare) && !ADDRESS.test(text) && !KEY.test(text);
};

interface Piece {
  text: string;
  start: number;
}

/** The texts that an expression may come to: of each branch, of each piece put together. */
function textsOf(node: ESTree.Node): Piece[] {
  if (node.type === 'Literal')
    return typeof node.value === 'string' ? [{ text: node.value, start: node.start }] : [];
  if (node.type === 'TemplateLiteral')
    return [
      ...node.quasis.map(({ value, start }) => ({ text: value.raw, start })),
      ...node.expressions.flatMap(textsOf),
    ];
  if (node.type === 'ConditionalExpression') return [node.consequent, node.alternate].flatMap(textsOf);
  if (node.type === 'LogicalExpression' || (node.type === 'BinaryExpression' && node.operator === '+'))
    return [node.left, node.right].flatMap(textsOf);
  if (node.type === 'ArrayExpression')
    return node.elements.flatMap((element) => (element === null ? [] : textsOf(element)));
  const isWrapped =
    node.type === 'JSXExpressionContainer' ||
    node.type === 'ParenthesizedExpression' ||
    node.type === 'TSSatisfiesExpression' ||
    node.type === 'TSAsExpression';
  return isWrapped ? textsOf(node.expression) : [];
}

const nameOf = (node: ESTree.Node): string => {
  if (node.type === 'JSXIdentifier' || node.type === 'Identifier') return node.name;
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : '';
};

function lineOf(source: string, offset: number): number {
  return source.slice(0, offset).split('\n').length;
}

/** What people would read in one language only. `fileName` tells TSX from TypeScript. */
export function visibleText(fileName: string, source: string): Finding[] {
  const { program, errors } = parseSync(fileName, source);
  if (errors[0] !== undefined) throw new Error(`${fileName}: ${errors[0].message}`);
  const pieces: Piece[] = [];
  const take = (...nodes: (ESTree.Node | null)[]) =>
    pieces.push(...nodes.flatMap((node) => (node === null ? [] : textsOf(node))));
  const takeChildren = (children: readonly ESTree.Node[]) => {
    for (const child of children) {
      if (child.type === 'JSXText') pieces.push({ text: child.value, start: child.start });
      else if (child.type === 'JSXExpressionContainer') take(child);
    }
  };
  new Visitor({
    JSXElement: ({ children }) => takeChildren(children),
    JSXFragment: ({ children }) => takeChildren(children),
    JSXAttribute: ({ name, value }) => {
      if (SHOWN.has(nameOf(name))) take(value);
    },
    Property: ({ key, value }) => {
      if (SHOWN.has(nameOf(key))) take(value);
    },
    AssignmentExpression: ({ left, right }) => {
      if (left.type === 'MemberExpression' && SHOWN.has(nameOf(left.property))) take(right);
    },
    CallExpression: ({ callee, arguments: [first] }) => {
      const says =
        callee.type === 'MemberExpression' && ['done', 'alert', 'confirm'].includes(nameOf(callee.property));
      if (says && first !== undefined) take(first);
    },
  }).visit(program);
  return found(
    source,
    pieces.filter(({ text }) => isText(text)),
  );
}

/** Sentences among what a `SwitchbookError` is made with: its text stands in `resources/problems`. */
export function textInProblems(fileName: string, source: string): Finding[] {
  const pieces: Piece[] = [];
  const takeAll = (node: ESTree.Node) => {
    if (node.type === 'ObjectExpression')
      for (const entry of node.properties) {
        if (entry.type === 'Property') takeAll(entry.value);
      }
    else pieces.push(...textsOf(node));
  };
  new Visitor({
    NewExpression: ({ callee, arguments: given }) => {
      // What went wrong inside is for whoever mends it: it has no sentence for others.
      const [code, ...details] = given;
      const inside = code?.type === 'Literal' && code.value === 'internal';
      if (nameOf(callee) === 'SwitchbookError' && !inside) details.forEach(takeAll);
    },
  }).visit(parseSync(fileName, source).program);
  return found(
    source,
    pieces.filter(({ text }) => /\p{L}{2}.*\s.*\p{L}{2}/u.test(text)),
  );
}

const found = (source: string, pieces: Piece[]): Finding[] =>
  pieces
    .map(({ text, start }) => ({
      line: lineOf(source, start + (text.length - text.trimStart().length)),
      text: text.trim(),
    }))
    .sort((a, b) => a.line - b.line);
