import type { Command } from '../command.ts';
import { verifyCommand } from '../verify/verify.ts';

/** `guiju verify FILE --policy POLICY`: see `apps/cli/verify`; 3 when no policy was given. */
export const run: Command = (words, { out, err, env, language }) =>
  verifyCommand([...words, '--lang', language], { out, err, env });
