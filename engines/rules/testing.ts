import { compileExpression, evaluate, toPlain } from './index.ts';
import type { CompileOptions, Expression, World } from './index.ts';

/** Returns a compiled expression; for tests, where one that does not compile is a failure. */
export function compiled(source: string, options: CompileOptions = {}): Expression {
  const { expression, findings } = compileExpression(source, options);
  if (expression === undefined) throw new Error(`${source}: ${JSON.stringify(findings)}`);
  return expression;
}

/** Returns the value of an expression as plain data. */
export function valueOf(
  source: string,
  facts: Readonly<Record<string, unknown>> = {},
  world: World = {},
): unknown {
  return toPlain(evaluate(compiled(source), facts, world));
}
