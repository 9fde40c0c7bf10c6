import type { Command } from '../command.ts';
import { verifyLogCommand } from '../verify/published.ts';
import { verifyCommand } from '../verify/verify.ts';

/**
 * `guiju verify FILE --policy POLICY`: see `apps/cli/verify`; 3 when no policy was given.
 * `guiju verify --log URL --policy POLICY`: everything a log publishes, as anybody can read it.
 */
export const run: Command = (words, io) =>
  words.includes('--log')
    ? verifyLogCommand(words, io)
    : verifyCommand([...words, '--lang', io.language], io);
