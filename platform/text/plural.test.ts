import { describe, expect, it } from 'vitest';
import { readCatalogues } from './catalogue.ts';
import { createTexts } from './translate.ts';

/** What the texts count, in the plural; a sentence with 1 of them must not say it so. */
const counted =
  'working days|working hours|days|hours|minutes|months|cases|items|entries|records|streams|runs|' +
  'scenarios|errors|warnings|findings|faults|votes|ratings|lines|steps|services|rows|fields|' +
  'documents|files|matters|questions';

/** Numbers that are no counts of what is there but limits, far beyond one. */
const bounds = new Set(['max', 'limit', 'maximum', 'entryId']);
/** Texts whose numbers all are limits, help that counts nothing, and a verb that looks like a noun. */
const others = /^cli\.help\.|(^|\.)simulat(e\.|ion_)unfit|^process\.story\.vote$/;

describe('English texts', () => {
  it('never say one of something in the plural', () => {
    const catalogues = readCatalogues();
    const texts = createTexts(catalogues);
    const wrong = Object.entries(catalogues.en).flatMap(([key, text]) => {
      if (/_(one|other)$/.test(key) || others.test(key)) return [];
      const names = [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name);
      const values = Object.fromEntries(names.map((name) => [name, bounds.has(name) ? 5 : 1]));
      const said = texts.translate('en', key, { count: 1, ...values });
      return new RegExp(`(?<![.\\d])1 (${counted})\\b`).test(said) ? [`${key}: ${said}`] : [];
    });
    expect(wrong).toEqual([]);
  });

  it('count inside a sentence by a text of their own, by each number apart', () => {
    const say = (days: number, runs: number) =>
      createTexts({
        en: {
          head: '$t(unit.days, {"count": {{days}} }), $t(unit.runs, {"count": {{runs}} })',
          'unit.days': '{{count}} days',
          'unit.days_one': '{{count}} day',
          'unit.runs': '{{count}} runs',
          'unit.runs_one': '{{count}} run',
        },
        'zh-CN': {},
      }).translate('en', 'head', { days, runs });
    expect(say(1, 2)).toBe('1 day, 2 runs');
    expect(say(3, 1)).toBe('3 days, 1 run');
  });
});
