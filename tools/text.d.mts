export type Values = Readonly<Record<string, string | number>>;
export function languageOf(env: Readonly<Record<string, string | undefined>>): 'zh-CN' | 'en';
export function sentence(key: string, values?: Values): string;
export class Refusal extends Error {
  readonly key: string;
  constructor(key: string, values?: Values);
}
export function say(key: string, values?: Values): void;
export function fail(error: unknown): void;
