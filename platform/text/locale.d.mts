export function languageNamed(name?: string): 'zh-CN' | 'en' | undefined;
export function languageOfEnvironment(
  env: Readonly<Record<string, string | undefined>>,
): 'zh-CN' | 'en';
