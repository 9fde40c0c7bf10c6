import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { z } from 'zod';
import { isInstant, settableClock, systemClock, type Clock } from './clock.ts';
import en from './text/en.json' with { type: 'json' };
import zh from './text/zh-CN.json' with { type: 'json' };

// Read here, not from the catalogue of all texts: a start says what is wrong before it reads much.
const reasons = { en: en.config.settings, 'zh-CN': zh.config.settings } as const;

type Reason = keyof (typeof reasons)['en'];
type Issue = { readonly variable: string; readonly reason: Reason };

/** What the environment may say; everything else in it is ignored. */
const environmentShape = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
  GUIJU_DEMO: z.enum(['0', '1']).default('0'),
  GUIJU_HOME: z.string().min(1).default('.guiju'),
  GUIJU_HOST: z.string().min(1).default('127.0.0.1'),
  GUIJU_PORT: z.coerce.number().int().min(0).max(65_535).default(7800),
  GUIJU_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  GUIJU_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  GUIJU_NOW: z.string().refine(isInstant).optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
});

/** Settings of one process, read once at its start and passed on. */
export type Settings = {
  readonly environment: 'production' | 'development' | 'test';
  /** A demonstration: its data is watermarked and its clock may be set. */
  readonly demo: boolean;
  /** Absolute folder of data, files and keys. */
  readonly home: string;
  readonly host: string;
  /** TCP port; 0 lets the system choose. */
  readonly port: number;
  /** Address people use, without a trailing slash; absent on a machine of one's own. */
  readonly publicUrl?: string;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** The day a test or demonstration sets. */
  readonly now?: string;
  /** An external PostgreSQL; absent, the embedded one is used. */
  readonly databaseUrl?: string;
};

/** What is wrong in the environment: every variable with its reason, none of the values. */
export class SettingsRefusal extends Error {
  readonly code = 'config.settings_invalid';
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    super(inWords(issues, 'en'));
    this.name = 'SettingsRefusal';
    this.issues = issues;
  }

  /** Every variable with what it should be, for a reader of `language`. */
  in(language: keyof typeof reasons): string {
    return inWords(this.issues, language);
  }
}

const inWords = (issues: readonly Issue[], language: keyof typeof reasons): string =>
  issues
    .map(({ variable, reason }) => `${variable} ${reasons[language][reason]}`)
    .join(language === 'en' ? '; ' : '；');

/**
 * Reads the settings from environment variables.
 *
 * @throws {SettingsRefusal} naming every variable that is wrong, and `GUIJU_NOW` in production
 * @source 2-service-language Time (production refuses a set clock)
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const read = environmentShape.safeParse(withoutEmpty(environment));
  if (!read.success) throw new SettingsRefusal(read.error.issues.map(settingsIssue));
  const values = read.data;
  if (values.NODE_ENV === 'production' && values.GUIJU_NOW !== undefined) {
    throw new SettingsRefusal([{ variable: 'GUIJU_NOW', reason: 'now_in_production' }]);
  }
  return {
    environment: values.NODE_ENV,
    demo: values.GUIJU_DEMO === '1',
    home: resolve(values.GUIJU_HOME.replace(/^~(?=\/|$)/, homedir())),
    host: values.GUIJU_HOST,
    port: values.GUIJU_PORT,
    logLevel: values.GUIJU_LOG_LEVEL,
    ...(values.GUIJU_PUBLIC_URL && { publicUrl: values.GUIJU_PUBLIC_URL.replace(/\/$/, '') }),
    ...(values.GUIJU_NOW && { now: values.GUIJU_NOW }),
    ...(values.DATABASE_URL && { databaseUrl: values.DATABASE_URL }),
  };
}

/**
 * The clock these settings ask for: real time in production and where nothing is set; settable
 * only in a demonstration or a test, which `isSettable` tells.
 */
export function clockOf(settings: Settings): Clock {
  if (isSettable(settings)) return settableClock(settings.now);
  return settings.now === undefined ? systemClock : settableClock(settings.now);
}

/** Whether people may move the clock: in a demonstration or a test, never in production. */
export function isSettable(settings: Settings): boolean {
  if (settings.environment === 'production') return false;
  return settings.demo || settings.environment === 'test';
}

/** `X=` in a shell means that X is not set. */
function withoutEmpty(environment: Readonly<Record<string, string | undefined>>) {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
}

/** What a schema of environment variables found wrong: the variable that should be otherwise. */
export function settingsIssue({ path }: z.core.$ZodIssue): Issue {
  const variable = path.join('.');
  // Every variable that is read has its sentence; tests provoke each of them.
  return { variable, reason: variable as Reason };
}
