import { parseArgs } from 'node:util';
import { SettingsRefusal, readSettings } from '#platform/config/index.ts';
import { Refusal, languageOf } from '../text.mjs';

/** What the caller of `npm run up` asked for. */
export type UpOptions = {
  readonly port: number;
  /** People may set the clock of demonstration parks. */
  readonly demo: boolean;
  /** Delete all data first. */
  readonly fresh: boolean;
  /** The deletion is confirmed already. */
  readonly yes: boolean;
  /** Use this database instead of the embedded one. */
  readonly databaseUrl: string | undefined;
};

const DEFAULT_PORT = '8080';

/**
 * Reads arguments and environment; an argument goes before `PORT`.
 *
 * @throws {Refusal} `up.usage` for an unknown argument, `up.bad-port` for what is no port
 */
export function readOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): UpOptions {
  const given = parse(args);
  const text = given.port ?? env.PORT ?? DEFAULT_PORT;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Refusal('up.bad-port', { port: text });
  }
  const { demo = false, fresh = false, yes = false } = given;
  return { port, demo, fresh, yes, databaseUrl: env.DATABASE_URL || undefined };
}

/**
 * Reads the environment before anything is started, so that a wrong value costs no waiting.
 *
 * @throws {Refusal} `up.bad-settings` naming every variable that is wrong, and why
 */
export function refuseWrongSettings(env: Readonly<Record<string, string | undefined>>): void {
  try {
    readSettings(env);
  } catch (error) {
    if (!(error instanceof SettingsRefusal)) throw error;
    throw new Refusal('up.bad-settings', { reasons: error.in(languageOf(env)) });
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        demo: { type: 'boolean' },
        fresh: { type: 'boolean' },
        yes: { type: 'boolean' },
      },
    }).values;
  } catch {
    throw new Refusal('up.usage');
  }
}
