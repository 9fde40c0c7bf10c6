import { commandNames } from '#apps/cli/main.ts';
import { translate, type Language } from '#platform/text/index.ts';

/** Every command of `npm run guiju`, as its own help says it, in both languages. */
export async function cliText(): Promise<string> {
  const head = ['# npm run guiju', 'Generated from the help of the commands.'];
  const parts = commandNames.map((name) =>
    [`## ${name}`, ...(['zh-CN', 'en'] as const).map((language) => helpOf(name, language))].join(
      '\n\n',
    ),
  );
  return `${[...head, ...parts].join('\n\n')}\n`;
}

const helpOf = (name: string, language: Language): string =>
  ['```text', translate(language, `cli.help.${name}`), '```'].join('\n');
