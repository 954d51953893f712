import ts from 'typescript';
import { faultFiles } from './fault-rooms.ts';
import { textOf } from './repository.ts';

/** What is wrong in one variant, as code. */
export interface FaultCode {
  /** Path of the file in the repository, and the line on which the variant begins. */
  readonly path: string;
  readonly line: number;
  /** The variant, after the declarations of the same file that it uses. */
  readonly code: string;
  /** Lines of `code` that are wrong, counted from 1, as first and last of each stretch. */
  readonly wrong: readonly (readonly [first: number, last: number])[];
  /** The steps of the skeleton that it replaces. */
  readonly replaced: readonly string[];
}

/** What says something about a variant and is no part of what it does. */
const TELLING = new Set(['id', 'kind', 'symptom', 'breaks', 'evidence', 'needsElements', 'conventions']);

/** The code of every faulty variant by its id. Throws where a variant is not written as a call with an object. */
export function faultCodes(): ReadonlyMap<string, FaultCode> {
  return new Map(faultFiles().flatMap((path) => codesOf(path)));
}

function codesOf(path: string): readonly (readonly [string, FaultCode])[] {
  const source = ts.createSourceFile(path, textOf(path), ts.ScriptTarget.Latest, true);
  const declared = declarations(source);
  const found: [string, FaultCode][] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'defineVariant') {
      const [argument] = node.arguments;
      if (argument !== undefined && ts.isObjectLiteralExpression(argument)) {
        const id = idOf(argument);
        if (id !== null) found.push([id, codeOf(argument, source, declared, path)]);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Functions and constants of the file, without the lists of variants. */
function declarations(source: ts.SourceFile): ReadonlyMap<string, ts.Statement> {
  const declared = new Map<string, ts.Statement>();
  for (const statement of source.statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name) declared.set(statement.name.text, statement);
    if (!ts.isVariableStatement(statement) || statement.getText().includes('defineVariant(')) continue;
    for (const { name } of statement.declarationList.declarations) declared.set(name.getText(), statement);
  }
  return declared;
}

function codeOf(
  argument: ts.ObjectLiteralExpression,
  source: ts.SourceFile,
  declared: ReadonlyMap<string, ts.Statement>,
  path: string,
): FaultCode {
  const parts = argument.properties.filter((property) => !TELLING.has(property.name?.getText() ?? ''));
  const used = usedBy(parts, declared);
  const before = [...new Set(declared.values())].filter((statement) => used.has(statement));
  const own = parts.map((part) => dedented(part, source)).join(',\n');
  const pieces = [...before.map((statement) => withComment(statement, source)), own];
  const handedOver = namesHandedOver(parts);
  const { line } = source.getLineAndCharacterOfPosition(argument.getStart());
  return {
    path,
    line: line + 1,
    code: pieces.join('\n\n'),
    wrong: stretches(pieces).filter((_, at) => {
      const statement = before[at];
      return statement === undefined || [...handedOver].some((name) => declared.get(name) === statement);
    }),
    replaced: parts.flatMap((part) => stepNames(part)),
  };
}

/** First and last line of each piece, where pieces stand with an empty line between them. */
function stretches(pieces: readonly string[]): readonly (readonly [number, number])[] {
  let next = 1;
  return pieces.map((piece) => {
    const first = next;
    const last = first + piece.split('\n').length - 1;
    next = last + 2;
    return [first, last];
  });
}

/** Names that are not called but given as a step: then the fault is in what they stand for. */
function namesHandedOver(parts: readonly ts.Node[]): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    const isCallee = ts.isCallExpression(node.parent) && node.parent.expression === node;
    if (ts.isIdentifier(node) && !isCallee) names.add(node.text);
    ts.forEachChild(node, visit);
  };
  for (const part of parts) visit(part);
  return names;
}

function usedBy(
  parts: readonly ts.Node[],
  declared: ReadonlyMap<string, ts.Statement>,
): ReadonlySet<ts.Statement> {
  const used = new Set<ts.Statement>();
  const visit = (node: ts.Node): void => {
    const statement = ts.isIdentifier(node) ? declared.get(node.text) : undefined;
    // `f = Math.fround` is in every file and says nothing.
    if (statement !== undefined && !used.has(statement) && !/^const f = /.test(statement.getText())) {
      used.add(statement);
      visit(statement);
    }
    ts.forEachChild(node, visit);
  };
  for (const part of parts) visit(part);
  return used;
}

function withComment(statement: ts.Statement, source: ts.SourceFile): string {
  return source.text.slice(statement.getFullStart(), statement.getEnd()).trim();
}

/** A property as if it stood at the margin. */
function dedented(node: ts.Node, source: ts.SourceFile): string {
  const { character } = source.getLineAndCharacterOfPosition(node.getStart());
  return node.getText().replaceAll(new RegExp(`^ {1,${character}}`, 'gm'), '');
}

function stepNames(part: ts.ObjectLiteralElementLike): readonly string[] {
  if (!ts.isPropertyAssignment(part) || part.name.getText() !== 'steps') return [];
  if (!ts.isObjectLiteralExpression(part.initializer)) return [];
  return part.initializer.properties.flatMap(({ name }) => (name === undefined ? [] : [name.getText()]));
}

function idOf(argument: ts.ObjectLiteralExpression): string | null {
  for (const property of argument.properties) {
    if (!ts.isPropertyAssignment(property) || property.name.getText() !== 'id') continue;
    if (ts.isStringLiteral(property.initializer)) return property.initializer.text;
  }
  return null;
}
