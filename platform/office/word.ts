import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  ImageRun,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import {
  documentPartsMax,
  documentRowsMax,
  type DocumentPart,
  type OfficeDocument,
} from './document.ts';
import { qrPng } from './png.ts';

/** The media type of what {@link writeWord} writes. */
export const wordMediaType =
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** A4 and the margins of Chinese official papers, in twentieths of a point. */
const page = {
  size: { width: 11_906, height: 16_838 },
  margin: { top: 2_098, bottom: 1_984, left: 1_587, right: 1_474 },
};

/** Fonts by script: an office program without these takes its own of the same kind. */
const bodyFont = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '宋体' };
const headFont = { ascii: 'Arial', hAnsi: 'Arial', eastAsia: '黑体' };

/** Half points: 16 pt title, 14 pt headings, 12 pt text, 9 pt at head and foot. */
const sizes = { title: 32, heading: 28, text: 24, small: 18 };
const qrPixels = 104;

/**
 * Writes a document for Word and other office programs: A4, Chinese fonts, marks on every page.
 *
 * @returns the bytes of a `.docx`
 * @throws {RangeError} beyond `documentPartsMax` parts or `documentRowsMax` rows
 */
export async function writeWord(document: OfficeDocument): Promise<Uint8Array> {
  const { title, parts } = document;
  if (parts.length > documentPartsMax) throw new RangeError('too many parts in one document');
  const made = new Document({
    title,
    creator: 'Guiju',
    styles: { default: { document: { run: { font: bodyFont, size: sizes.text } } } },
    sections: [
      {
        properties: { page },
        headers: { default: headerOf(document) },
        footers: { default: footerOf(document) },
        children: [titleOf(title), ...parts.flatMap(childrenOf)],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(made));
}

function headerOf({ marks }: OfficeDocument): Header {
  const text = marks.join('  ·  ');
  const run = new TextRun({ text, font: headFont, size: sizes.small, color: '9A3412' });
  return new Header({
    children: [new Paragraph({ alignment: AlignmentType.RIGHT, children: [run] })],
  });
}

function footerOf({ footer }: OfficeDocument): Footer {
  const number = [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES];
  const runs = [
    new TextRun({ text: `${footer}  `, size: sizes.small }),
    new TextRun({ children: number, size: sizes.small }),
  ];
  return new Footer({
    children: [new Paragraph({ alignment: AlignmentType.CENTER, children: runs })],
  });
}

function titleOf(title: string): Paragraph {
  return new Paragraph({
    heading: HeadingLevel.TITLE,
    alignment: AlignmentType.CENTER,
    spacing: { after: 360 },
    children: [
      new TextRun({ text: title, font: headFont, size: sizes.title, bold: true, color: '000000' }),
    ],
  });
}

function childrenOf(part: DocumentPart): (Paragraph | Table)[] {
  switch (part.kind) {
    case 'heading':
      return [headingOf(part.text)];
    case 'paragraph':
      return part.text.split('\n').map(paragraphOf);
    case 'facts':
      return [tableOf(part.rows, false), new Paragraph('')];
    case 'table':
      return [tableOf(part.rows, true), new Paragraph('')];
    case 'address':
      return addressOf(part);
  }
}

function headingOf(text: string): Paragraph {
  return new Paragraph({
    heading: HeadingLevel.HEADING_1,
    spacing: { before: 240, after: 120 },
    children: [
      new TextRun({ text, font: headFont, size: sizes.heading, bold: true, color: '000000' }),
    ],
  });
}

/** Chinese paragraphs begin two characters in; others do not. */
function paragraphOf(text: string): Paragraph {
  const indent = /^\p{Script=Han}|^《|^“/u.test(text) ? { firstLine: sizes.text * 20 } : {};
  return new Paragraph({
    indent,
    spacing: { line: 420, after: 60 },
    children: [new TextRun(text)],
  });
}

function tableOf(rows: readonly (readonly string[])[], headed: boolean): Table {
  if (rows.length > documentRowsMax) throw new RangeError('too many rows in one table');
  const border = { style: BorderStyle.SINGLE, size: 4, color: '999999' };
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: { top: border, bottom: border, left: border, right: border },
    rows: rows.map(
      (cells, row) =>
        new TableRow({
          tableHeader: headed && row === 0,
          children: cells.map((text, column) => cellOf(text, headed ? row === 0 : column === 0)),
        }),
    ),
  });
}

function cellOf(text: string, isHead: boolean): TableCell {
  const font = isHead ? headFont : bodyFont;
  return new TableCell({
    margins: { top: 60, bottom: 60, left: 100, right: 100 },
    children: text
      .split('\n')
      .map((line) => new Paragraph({ children: [new TextRun({ text: line, font, size: 22 })] })),
  });
}

function addressOf({ url, text }: { readonly url: string; readonly text: string }): Paragraph[] {
  const { bytes } = qrPng(url);
  const picture = new ImageRun({
    type: 'png',
    data: bytes,
    transformation: { width: qrPixels, height: qrPixels },
    altText: { name: 'QR', title: text, description: url },
  });
  return [
    new Paragraph({ spacing: { before: 240 }, children: [picture] }),
    new Paragraph({ children: [new TextRun({ text, size: sizes.small })] }),
    new Paragraph({ children: [new TextRun({ text: url, size: sizes.small })] }),
  ];
}
