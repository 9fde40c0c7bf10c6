import { runGuiju } from './main.ts';

/** What a command line ended with and wrote. */
export type Ran = { readonly code: number; readonly out: string; readonly err: string };

/** Runs one command line in a folder, in English; for tests. */
export async function runIn(folder: string, words: readonly string[]): Promise<Ran> {
  const [out, err]: [string[], string[]] = [[], []];
  const io = { out: (line: string) => out.push(line), err: (line: string) => err.push(line) };
  const code = await runGuiju([...words, '--lang', 'en'], { ...io, env: {}, folder });
  return { code, out: out.join('\n'), err: err.join('\n') };
}
