import {
  AlignmentType,
  Document,
  Header,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { MonthSummary } from '../model/index.ts';
import type { Words } from './words.ts';

/** Fonts an office's word processor has; the second stands in where the first is missing. */
const fonts = {
  title: { ascii: 'Times New Roman', eastAsia: '方正小标宋简体', hAnsi: 'Times New Roman' },
  heading: { ascii: 'Times New Roman', eastAsia: '黑体', hAnsi: 'Times New Roman' },
  body: { ascii: 'Times New Roman', eastAsia: '仿宋_GB2312', hAnsi: 'Times New Roman' },
} as const;

/** Half points: 二号 22 pt, 三号 16 pt, 四号 14 pt. @source GB/T 9704—2012 */
const sizes = { title: 44, body: 32, table: 28 } as const;

/** Twentieths of a point: A4 and the margins of an official document. @source GB/T 9704—2012 */
const page = {
  size: { width: 11_906, height: 16_838 },
  margin: { top: 2_098, bottom: 1_984, left: 1_588, right: 1_474 },
} as const;

const line = (text: string, kind: keyof typeof fonts, centred = false): Paragraph =>
  new Paragraph({
    alignment: centred ? AlignmentType.CENTER : AlignmentType.LEFT,
    spacing: { line: 560, before: kind === 'heading' ? 240 : 0 },
    children: [
      new TextRun({ text, font: fonts[kind], size: kind === 'title' ? sizes.title : sizes.body }),
    ],
  });

function cell(text: string, bold: boolean): TableCell {
  const run = new TextRun({ text, bold, font: fonts.body, size: sizes.table });
  return new TableCell({ children: [new Paragraph({ children: [run] })] });
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): Table {
  const rowOf = (texts: readonly string[], isHeader: boolean) =>
    new TableRow({
      tableHeader: isHeader,
      cantSplit: true,
      children: texts.map((text) => cell(text, isHeader)),
    });
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [rowOf(header, true), ...rows.map((row) => rowOf(row, false))],
  });
}

/**
 * The month's summary as a .docx on A4: the very figures of the page, then needs by class and node.
 *
 * @param park the park's title
 */
export function monthDocument(
  summary: MonthSummary,
  { words, park }: { readonly words: Words; readonly park: string },
): Promise<Buffer> {
  const { say, pick } = words;
  const columns = [say('cases.rhythm.doc.asked'), say('cases.rhythm.doc.closed')];
  const figures = summary.figures.map(({ title, value, unit, note }) => [
    title,
    `${value} ${unit}`.trim(),
    note ?? '',
  ]);
  const by = (
    rows: readonly {
      title: MonthSummary['byNode'][number]['title'];
      total: number;
      closed: number;
    }[],
  ) => rows.map((row) => [pick(row.title), String(row.total), String(row.closed)]);
  const demo = summary.demo ? [line(say('cases.ledger.demo'), 'body', true)] : [];
  const document = new Document({
    title: summary.title,
    creator: park,
    sections: [
      {
        properties: { page },
        headers: { default: new Header({ children: demo }) },
        children: [
          line(park, 'body', true),
          line(summary.title, 'title', true),
          ...demo,
          line(say('cases.rhythm.doc.figures'), 'heading'),
          table(
            [
              say('cases.rhythm.doc.figure'),
              say('cases.rhythm.doc.value'),
              say('cases.rhythm.doc.note'),
            ],
            figures,
          ),
          line(say('cases.rhythm.doc.by_class'), 'heading'),
          table([say('cases.ledger.column.needClass'), ...columns], by(summary.byClass)),
          line(say('cases.rhythm.doc.by_node'), 'heading'),
          table([say('cases.ledger.column.node'), ...columns], by(summary.byNode)),
          line(say('cases.rhythm.doc.apart'), 'body'),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}
