import { compileModel, decideModel, toJson } from '../index.ts';
import type { DecisionModel, World } from '../index.ts';

/** Minutes east of UTC in winter, of the zones the facts name. */
const ZONES: Readonly<Record<string, number>> = {
  'Asia/Dhaka': 360,
  'Australia/Melbourne': 660,
  'Australia/Sydney': 660,
  'Etc/GMT': 0,
  'Etc/UTC': 0,
  'Europe/Paris': 60,
};

const WORLD: World = {
  now: { epochMs: 1_789_695_000_000, offsetMinutes: 480 },
  zone: (zone) => ZONES[zone] ?? Number.NaN,
};

/** Returns the value of an expression as JSON, decided as the only decision of a model. */
export function decided(text: string): string {
  const model: DecisionModel = {
    name: 'm',
    types: [],
    inputs: [],
    decisions: [{ id: 'd', name: 'd', expression: { type: 'literal', text } }],
    knowledge: [],
    services: [],
  };
  return toJson(decideModel(compileModel(model).model, 'd', { facts: {}, world: WORLD }).value);
}

/**
 * Returns the facts of a text, a line each: an expression, `=>`, its value as JSON.
 *
 * @source DMN TCK, https://github.com/dmn-tck/tck (Apache License 2.0): expressions and values that
 * its suites settle, written anew, with further ones of the same kind
 */
export function factsOf(text: string): (readonly [expression: string, value: string])[] {
  const lines = text.trim().split('\n');
  return lines.map((line) => {
    const at = line.lastIndexOf(' => ');
    return [line.slice(0, at), line.slice(at + ' => '.length)] as const;
  });
}
