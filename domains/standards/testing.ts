import type { PackStandards } from './model.ts';

const text = (words: string) => ({ 'zh-CN': words });

/** A system of 115 places with one named standard of two clauses. */
export function samplePack(): PackStandards {
  return {
    code: 'sample',
    title: text('示例体系'),
    publishedOn: '2014-05-09',
    effectiveOn: '2014-06-09',
    source: null,
    tree: {
      id: 'root',
      title: text('体系'),
      children: [
        { id: 'L1', title: text('指导层') },
        { id: 'L2', title: text('服务标准'), children: [{ id: 'L2.3', title: text('服务提供') }] },
      ],
    },
    levels: { national: 28, industry: 2, local: 4, park: 81 },
    slots: { tree: 'L2', responsible: text('管委会') },
    standards: [
      {
        code: 'admission',
        position: 'TG 302-001',
        number: 'Q/SAMPLE 1—2014',
        title: text('入驻（示例）'),
        level: 'park',
        tree: 'L2.3',
        responsible: text('空间岗'),
        sample: true,
        editions: [
          {
            edition: '2014',
            publishedOn: '2014-05-09',
            effectiveOn: '2014-06-09',
            note: null,
            clauses: [
              { id: '5', title: text('评审'), text: null, kind: 'statement' },
              { id: '5.2', title: text('受理'), text: text('当日受理。'), kind: 'requirement' },
            ],
          },
        ],
      },
    ],
  };
}
