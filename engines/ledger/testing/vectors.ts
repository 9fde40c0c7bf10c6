/** Reads the published vectors beside this file. */

import { readFileSync } from 'node:fs';

/** Returns the vectors in `vectors/<name>.json`; the caller states their shape. */
export function readVectors<Shape>(name: string): Shape {
  const path = new URL(`vectors/${name}.json`, import.meta.url);
  // The files are fixed and in this repository; their shape is what each test says it is.
  return JSON.parse(readFileSync(path, 'utf8')) as Shape;
}
