/**
 * The verifier as a page of its own, without server, network or framework: two texts in, one
 * judgement out. `apps/cli/verify/page.ts` makes one file of it.
 */

import { parseReceipt } from '#engines/ledger/index.ts';
import { factRows } from '#domains/evidence/web/fact-rows.ts';
import { judge, type Judgement } from '#domains/evidence/web/judge.ts';
import { readText } from '#domains/evidence/web/read-text.ts';
import { find, say, type Language, type Values } from './words.ts';

let language: Language = navigator.language.startsWith('zh') ? 'zh-CN' : 'en';
const given = { receipt: '', policy: '' };
let judgement: Judgement | undefined;

const t = (key: string, values?: Values): string => say(language, key, values);

type Part = Node | string;

/** An element with its attributes and children; text only ever enters as text. */
function element(name: string, attributes: Record<string, string>, ...parts: Part[]): HTMLElement {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...parts);
  return made;
}

function draw(): void {
  document.documentElement.lang = language;
  document.title = t('offline.title');
  const button = element('button', { type: 'button', class: 'act' }, t('verify.act'));
  button.addEventListener('click', verify);
  const other = element('button', { type: 'button', class: 'quiet' }, t('offline.language'));
  other.addEventListener('click', () => {
    language = language === 'en' ? 'zh-CN' : 'en';
    draw();
  });
  const main = element(
    'main',
    {},
    element('header', {}, element('h1', {}, t('offline.title')), other),
    element('p', { class: 'lead' }, t('offline.lead'), ' ', t('offline.suites')),
    field('receipt'),
    field('policy'),
    element('p', {}, button),
    element('div', { id: 'verdict', 'aria-live': 'polite' }),
    element('p', { class: 'note' }, t('verify.statement')),
  );
  document.body.replaceChildren(main);
  show();
}

function field(name: 'receipt' | 'policy'): HTMLElement {
  const area = document.createElement('textarea');
  area.id = name;
  area.spellcheck = false;
  area.value = given[name];
  area.setAttribute('aria-describedby', `${name}-hint`);
  area.addEventListener('input', () => change(name, area.value));
  const file = document.createElement('input');
  file.type = 'file';
  file.setAttribute('aria-label', `${t(`verify.${name}`)}: ${t('offline.choose')}`);
  const problem = element('p', { class: 'problem', role: 'alert' });
  file.addEventListener('change', () => {
    const chosen = file.files?.[0];
    if (chosen === undefined) return;
    void readText(chosen).then((read) => {
      problem.textContent = 'refused' in read ? t(`drop.${read.refused}`) : '';
      area.value = 'text' in read ? read.text : '';
      change(name, area.value);
    });
  });
  const label = element('label', { for: name }, t(`verify.${name}`));
  const hint = element('p', { id: `${name}-hint`, class: 'note' }, t(`verify.${name}-hint`));
  return element('section', {}, label, hint, area, file, problem);
}

/** A changed text makes the old judgement untrue. */
function change(name: 'receipt' | 'policy', text: string): void {
  given[name] = text;
  judgement = undefined;
  show();
}

function verify(): void {
  judgement = given.receipt.trim() === '' ? undefined : judge(given.receipt, given.policy);
  show();
}

function show(): void {
  const place = document.getElementById('verdict');
  if (!judgement) {
    place?.replaceChildren(element('p', { class: 'note' }, t('verify.nothing')));
    if (given.receipt.trim() !== '') place?.replaceChildren();
    return;
  }
  const { outcome } = judgement;
  place?.replaceChildren(
    element('h2', { class: outcome }, t(`verdict.${outcome}.title`)),
    element('p', {}, t(`verdict.${outcome}.text`)),
    ...details(judgement),
  );
}

function details(judged: Judgement): HTMLElement[] {
  if (judged.outcome === 'policy-unreadable') {
    return [element('p', {}, t('verdict.lines', { lines: judged.lines.join(', ') }))];
  }
  if (judged.outcome === 'refused') {
    const reasons = judged.findings.map(({ code, values }) =>
      element('li', {}, t(`finding.${code}`, values)),
    );
    return [element('ul', {}, ...reasons)];
  }
  const demo = judged.facts.demo ? [element('p', { class: 'problem' }, t('verdict.demo'))] : [];
  return [...demo, factList(judged), ...unchecked()];
}

/** An instant in the reader's own zone, as people write it. */
const timeText = (at: string): string =>
  new Date(at).toLocaleString(language, { dateStyle: 'long', timeStyle: 'short' });

function factList(judged: Parameters<typeof factRows>[0]): HTMLElement {
  const rows = factRows(judged, {
    t,
    typeText: (type) => find(language, `type.${type}`) ?? type,
    timeText,
  });
  const lines = rows.flatMap(([name, value]) => [
    element('dt', {}, t(`fact.${name}`)),
    element('dd', {}, value),
  ]);
  return element('dl', {}, ...lines);
}

function unchecked(): HTMLElement[] {
  const count = parseReceipt(given.receipt)?.timestamps.length ?? 0;
  return count === 0 ? [] : [element('p', { class: 'note' }, t('offline.timestamps', { count }))];
}

draw();
