import { demoPassword } from '#apps/cli/load.ts';
import { takeKeyboard, type Keyboard } from './keyboard.ts';
import type { Look, Stage } from './stage.ts';

const words = {
  'zh-CN': { signIn: '登录', email: '电子邮箱', password: '密码' },
  en: { signIn: 'Sign in', email: 'E-mail', password: 'Password' },
} as const;

/** Signs somebody of the demonstration in with keys alone; they are then on the park's home page. */
export async function signInByKeyboard(
  stage: Stage,
  who: { readonly park: string; readonly name: string; readonly look?: Look },
): Promise<Keyboard> {
  const { park, name, look = {} } = who;
  const said = words[look.language ?? 'zh-CN'];
  const keyboard = await takeKeyboard(await stage.open(undefined, look));
  await keyboard.visit(`/p/${park}`);
  await keyboard.enter('link', said.signIn);
  await keyboard.arrives('**/sign-in**');
  await keyboard.fill(said.email, `${name}@${park}.example`);
  await keyboard.fill(said.password, demoPassword);
  await keyboard.press('Enter');
  await keyboard.arrives(`**/p/${park}`);
  return keyboard;
}
