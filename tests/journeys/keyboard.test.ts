import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { numberOf } from './desk.ts';
import { expectOrder, type Keyboard } from './keyboard.ts';
import { signInByKeyboard } from './sign-in.ts';
import { openStage, type Look, type Stage } from './stage.ts';

const park = 'qinchuangyuan';

/** What the filing part of the journey reads, in both languages. */
const words = {
  'zh-CN': {
    search: '搜索服务和标准',
    found: '找到',
    service: /^企业需求/,
    apply: '提出需求',
    needClass: '需求类别',
    subject: '需求概要',
    atStation: '在服务点提交',
    online: '网上直接提交',
    node: '服务点',
    station: '园区工作站一（示例）',
    submit: '提交需求',
    missing: '请填写“需求概要”',
    filed: '已提交',
    waits: '待派单',
  },
  en: {
    search: 'Search services and standards',
    found: 'result',
    service: /^Enterprise need/,
    apply: 'State a need',
    needClass: 'Class of the need',
    subject: 'What is needed',
    atStation: 'At a service point',
    online: 'Online',
    node: 'Service point',
    station: 'Station 1 (sample)',
    submit: 'File the need',
    missing: 'Please fill in “What is needed”',
    filed: 'Filed',
    waits: 'To dispatch',
  },
} as const;

/** Journey A with no pointer at all. */
describe('a need, from the search to its receipt, by keyboard only', () => {
  let stage: Stage;
  let firm: Keyboard;
  let number: string;
  beforeAll(async () => {
    stage = await openStage('2026-09-18T10:00:00+08:00');
  });
  afterAll(() => stage.close());

  const signIn = (name: string, look: Look = {}) => signInByKeyboard(stage, { park, name, look });

  /** From the home page to the page of the case that was filed. */
  const file = async (keyboard: Keyboard, said: (typeof words)['en' | 'zh-CN']) => {
    await keyboard.fill(said.search, 'need.general', 'searchbox');
    await keyboard.reads(said.found);
    await keyboard.enter('link', said.service);
    await keyboard.arrives('**/services/need.general');
    await keyboard.enter('link', said.apply);
    await keyboard.arrives('**/my/apply/need.general');
    await keyboard.reach('combobox', said.needClass);
    await keyboard.press('ArrowDown');
    await keyboard.enter('button', said.submit);
    // The list of what is wrong takes the focus; each line leads to its field.
    await keyboard.finds('alert', '');
    await keyboard.enter('link', said.missing);
    await keyboard.finds('textbox', said.subject);
    await keyboard.page.keyboard.type('寻找中试场地');
    await keyboard.reach('radio', said.online);
    await keyboard.press('ArrowDown');
    await keyboard.finds('radio', said.atStation);
    await keyboard.choose(said.node, said.station);
    await keyboard.enter('button', said.submit);
    // What was filed is read out at once, with its number.
    await keyboard.finds('generic', new RegExp(`^${said.filed}`));
    await keyboard.reads(said.waits);
    return await numberOf(keyboard.page);
  };

  test('is found by search and filed with the generated form, in both languages', async () => {
    const english = await signIn('firm', { language: 'en' });
    expect(await file(english, words.en)).toContain('-');
    firm = await signIn('firm');
    number = await file(firm, words['zh-CN']);
  });

  test('is dispatched from the queue by the dispatcher', async () => {
    const dispatcher = await signIn('dispatcher');
    await dispatcher.enter('link', '工作台');
    await dispatcher.arrives('**/desk/queue/mine');
    await dispatcher.reads('寻找中试场地');
    // j goes down the lines, k up again; Enter opens the line.
    await dispatcher.press('j');
    await dispatcher.press('j');
    await dispatcher.press('k');
    await dispatcher.finds('link', /寻找中试场地/);
    await dispatcher.press('/');
    await dispatcher.finds('searchbox', '按编号、概要或申请人查找');
    await dispatcher.page.keyboard.type(number);
    await dispatcher.press('Enter');
    await dispatcher.shows('[data-queue-row]', 1);
    await dispatcher.press('ArrowDown');
    await dispatcher.finds('link', /寻找中试场地/);
    await dispatcher.press('Enter');
    await dispatcher.arrives(`**/desk/cases/${number}`);
    // A form takes the focus and gives it back.
    await dispatcher.enter('button', '派单 …');
    await dispatcher.finds('combobox', '交给哪个服务点');
    await dispatcher.press('Escape');
    await dispatcher.finds('button', '派单 …');
    await dispatcher.press('Enter');
    await dispatcher.finds('combobox', '交给哪个服务点');
    await dispatcher.pick('秦创原综合服务中心');
    await dispatcher.enter('button', '确认派单');
    await dispatcher.reads('已完成：派单');
    await dispatcher.enter('link', '回到待办队列');
    await dispatcher.arrives('**/desk/queue/mine');
  });

  test('is claimed and resolved by the centre, and called back', async () => {
    const centre = await signIn('centre');
    await centre.enter('link', '工作台');
    await centre.arrives('**/desk/queue/mine');
    await centre.enter('link', /寻找中试场地/);
    await centre.arrives(`**/desk/cases/${number}`);
    await centre.enter('button', '签收');
    await centre.reads('已完成：签收');
    await centre.enter('button', '办理完毕 …');
    await centre.finds('textbox', '办理情况');
    await centre.page.keyboard.type('已对接中试平台');
    await centre.enter('button', '确认办理完毕');
    await centre.reads('已完成：办理完毕');
    await centre.reads('待回访');
  });

  test('is confirmed and rated by the firm, who takes the receipt home', async () => {
    await firm.visit(`/p/${park}/my`);
    await firm.reads('有 1 件等您办理');
    await firm.enter('link', /^确认结果/);
    await firm.arrives(`**/my/cases/${number}`);
    await firm.enter('button', '已解决，确认');
    await firm.reads('请您评价');
    await firm.reach('radio', '非常满意');
    await firm.press('ArrowDown');
    await firm.finds('radio', '满意');
    await firm.press('ArrowUp');
    await firm.enter('button', '提交评价');
    await firm.reads('已评价，谢谢');
    // The page reads itself again until the log has anchored the act.
    const receipt = '下载“申请人确认”的回执';
    await firm.reach('link', receipt, 90);
    const [download] = await Promise.all([firm.page.waitForEvent('download'), firm.press('Enter')]);
    expect(await readFile(await download.path(), 'utf8')).toContain('guiju-receipt/v1');
  });

  test('is on pages whose every stop is seen, in the order they are read', async () => {
    for (const path of ['', '/services/need.general', '/my/apply/need.general', '/my']) {
      await firm.visit(`/p/${park}${path}`);
      expectOrder(await firm.walk());
    }
  });
});

/** Journey D with no pointer at all. */
describe('a revision, from the clause to its publication, by keyboard only', () => {
  const home = 'shijingshan';
  let stage: Stage;
  let officer: Keyboard;
  beforeAll(async () => {
    stage = await openStage('2026-09-17T10:00:00+08:00');
  });
  afterAll(() => stage.close());

  test('changes one limit of a clause and shows findings and the changed guide', async () => {
    officer = await signInByKeyboard(stage, { park: home, name: 'officer' });
    await officer.enter('link', '运行管理');
    await officer.arrives(`**/p/${home}/office`);
    await officer.enter('link', '标准与修订', 90);
    await officer.arrives('**/office/standards');
    await officer.enter('link', '孵化入驻辅导服务规范（示例）');
    await officer.arrives('**/standards/*');
    await officer.enter('link', /^4\.4 /);
    await officer.arrives('**/clauses/4.4');
    await officer.enter('link', /^修订：/);
    await officer.arrives('**/office/revise/incubation.coaching/4.4');
    await officer.fill('承诺时限：数量', '4', 'spinbutton');
    await officer.press('ArrowUp');
    await officer.press('ArrowDown');
    await officer.reach('combobox', '承诺时限：单位');
    await officer.pick('个工作日');
    await officer.fill('修订理由', '近三个月均在两日内答复');
    await officer.enter('button', '保存草稿');
    await officer.arrives('**/office/revisions/*');
    await officer.reads('检查结果');
    await officer.reads('最长路径');
    await officer.reads('改动对照');
    await officer.reads('办事指南对照');
    expectOrder(await officer.walk());
  });

  test('is dated and published after asking once more', async () => {
    await officer.fillDay('发布日期', '2026-09-17');
    await officer.fillDay('实施日期', '2026-09-18');
    await officer.enter('button', '发布');
    // The question holds the focus until it is answered, and gives it back where it came from.
    await officer.isAsked();
    await officer.finds('button', '发布');
    await officer.reach('button', '先不发布', 3);
    await officer.press('Escape');
    await officer.finds('button', '发布');
    await officer.press('Enter');
    await officer.isAsked();
    await officer.reads('发布后不能撤回');
    await officer.reach('button', '发布', 5);
    await officer.press('Enter');
    await officer.reads('起实施。');
    const guide = await stage.open();
    await guide.goto(`/p/${home}/services/incubation.coaching?on=2026-09-18`);
    await guide.getByText('4 个工作日').first().waitFor();
  });
});
