import { z } from 'zod';
import { settingsIssue, SettingsRefusal } from '#platform/config/index.ts';

/** The mail server of an installation. `url` may hold a password: it is never logged. */
export type MailSettings = {
  /** `smtp://user:password@host:port`, or `smtps://…`. */
  readonly url: string;
  /** Address the messages come from, such as `Guiju <notices@park.example>`. */
  readonly from: string;
};

const shape = z.object({
  GUIJU_SMTP_URL: z.url({ protocol: /^smtps?$/, hostname: /.+/ }).optional(),
  GUIJU_MAIL_FROM: z
    .string()
    .max(200)
    .regex(/^[^\r\n@]*[^\r\n@\s]@[^\r\n@\s]+$/)
    .default('guiju@localhost'),
});

/**
 * Reads the mail server from the environment.
 *
 * @returns undefined when none is set: notices then stay in the product
 * @throws {SettingsRefusal} naming the variable that is wrong, not its value
 */
export function mailSettingsOf(
  environment: Readonly<Record<string, string | undefined>>,
): MailSettings | undefined {
  const { GUIJU_SMTP_URL, GUIJU_MAIL_FROM } = environment;
  const read = shape.safeParse({
    ...(GUIJU_SMTP_URL ? { GUIJU_SMTP_URL } : {}),
    ...(GUIJU_MAIL_FROM ? { GUIJU_MAIL_FROM } : {}),
  });
  if (!read.success) throw new SettingsRefusal(read.error.issues.map(settingsIssue));
  const { GUIJU_SMTP_URL: url, GUIJU_MAIL_FROM: from } = read.data;
  return url === undefined ? undefined : { url, from };
}
