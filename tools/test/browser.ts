import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, globSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Refusal, say } from '../text.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
const FONTS = '/usr/share/fonts/**/NotoSansCJK*';
const PACKAGES = ['chromium', 'fonts-noto-cjk'];

/** Returns the path of the browser the journeys run in, if one is there. */
export function findChromium(
  env: Readonly<Record<string, string | undefined>> = process.env,
): string | undefined {
  const onPath = (env.PATH ?? '').split(delimiter);
  const places = onPath.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [env.CHROMIUM_PATH ?? '', ...places].find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return path !== '';
  } catch {
    return false;
  }
}

/**
 * Makes sure that browser and Chinese font are there: root on Debian installs them.
 *
 * @throws {Refusal} `test.chromium-missing`, which says where to get them
 */
export async function ensureBrowser(): Promise<void> {
  if (isComplete()) return;
  const mayInstall = process.geteuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (mayInstall) await installPackages();
  if (!isComplete()) throw new Refusal('test.chromium-missing');
}

/** Elsewhere than on Debian the font lies in another place; there it is the reader's to provide. */
const isComplete = (): boolean =>
  findChromium() !== undefined && (globSync(FONTS).length > 0 || !existsSync('/usr/bin/apt-get'));

async function installPackages(): Promise<void> {
  say('test.installing', { packages: PACKAGES.join(' ') });
  await apt(['update', '-qq']);
  await apt(['install', '-y', '-qq', '--no-install-recommends', ...PACKAGES]);
}

function apt(args: readonly string[]): Promise<number | null> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const child = spawn('apt-get', [...args], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  return new Promise((resolve, reject) => child.on('error', reject).on('exit', resolve));
}
