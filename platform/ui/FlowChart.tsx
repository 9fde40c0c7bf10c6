import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Localized } from '#platform/text/localized.ts';
import {
  flowNodesMax,
  nodesInReadingOrder,
  openingOf,
  placeFlow,
  verbLinePixels,
  type Drawing,
  type Flow,
  type PlacedEdge,
  type PlacedNode,
  type Point,
} from './flow-layout.ts';
import { useSay } from './say.tsx';
import { useLimit } from './use-limit.ts';

/** A flow with its texts in both languages: `flowGraph` of domains/services. */
export type FlowGraph = {
  readonly nodes: readonly {
    readonly id: string;
    readonly kind: PlacedNode['kind'];
    readonly title: Localized;
    readonly lane: Localized | null;
    readonly limit: string | null;
    readonly adverse: boolean;
  }[];
  readonly edges: readonly {
    readonly from: string;
    readonly to: string;
    readonly title: Localized;
    readonly adverse: boolean;
  }[];
};

/** A drawing shrinks to fit down to this scale; narrower places scroll instead. */
const scaleMin = 0.65;

/** Base line of a box's first line from its top edge, and of each further line from the one before. */
const firstLinePixels = 24;
const lineStepPixels = 18;

/** A flow drawn as SVG, with the same flow in words for whoever does not see it. */
export function FlowChart({ graph }: { readonly graph: FlowGraph }) {
  const { t } = useTranslation('ui');
  const say = useSay();
  const limit = useLimit();
  const flow = textsOf(graph, say, limit);
  const drawing = flow.nodes.length <= flowNodesMax ? placeFlow(flow) : undefined;
  return (
    <>
      {drawing !== undefined && <Drawn drawing={drawing} />}
      <details className="flow-words" open={drawing === undefined}>
        <summary>{t('flow.list')}</summary>
        <FlowWords flow={flow} />
      </details>
    </>
  );
}

/** The drawing: at a size that can be read, or, where that is wider than its place, as a whole. */
function Drawn({ drawing }: { readonly drawing: Drawing }) {
  const { t } = useTranslation('ui');
  const { frame, place } = usePlace(drawing);
  const [asWhole, setAsWhole] = useState(false);
  const isWide = place < drawing.width * scaleMin;
  const isWhole = isWide && asWhole;
  // A drawing wider than its place is first seen where it begins, turned to where it goes.
  useEffect(() => {
    const { current } = frame;
    if (current === null || isWhole) return;
    const scale = current.scrollWidth / drawing.width;
    current.scrollLeft = openingOf(drawing, current.clientWidth / scale) * scale;
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only another flow, language or size moves the reader
  }, [drawing.width, drawing.height, isWhole]);
  const minWidth = isWhole ? 0 : drawing.width * scaleMin;
  return (
    <>
      {isWide && (
        <p className="flow-size no-print">
          <span>{t(isWhole ? 'flow.is-whole' : 'flow.is-part')}</span>
          <button type="button" onClick={() => setAsWhole(!isWhole)}>
            {t(isWhole ? 'flow.show-part' : 'flow.show-whole')}
          </button>
        </p>
      )}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so keys must reach it */}
      <figure ref={frame} className="flow" tabIndex={0} aria-label={t('flow.drawing')}>
        <svg
          aria-hidden="true"
          viewBox={`0 0 ${drawing.width} ${drawing.height}`}
          style={{ maxWidth: drawing.width, minWidth }}
        >
          {drawing.edges.map((edge) => (
            <Edge key={`${edge.from} ${edge.to}`} edge={edge} />
          ))}
          {drawing.nodes.map((node) => (
            <Box key={node.id} node={node} />
          ))}
        </svg>
      </figure>
    </>
  );
}

/** The width a drawing has for itself, in CSS pixels; endless until it is measured. */
function usePlace(drawing: Drawing) {
  const frame = useRef<HTMLElement>(null);
  const [place, setPlace] = useState(Number.POSITIVE_INFINITY);
  useEffect(() => {
    const { current } = frame;
    if (current === null) return undefined;
    const watch = new ResizeObserver(() => setPlace(current.clientWidth));
    watch.observe(current);
    return () => watch.disconnect();
  }, [drawing.width]);
  return { frame, place };
}

/** Texts of the flow in the language of the page. */
function textsOf(
  graph: FlowGraph,
  say: (text: Localized) => string,
  limit: (text: string) => string,
): Flow {
  return {
    nodes: graph.nodes.map((node) => {
      const meta = [
        ...(node.lane === null ? [] : [say(node.lane)]),
        ...(node.limit === null ? [] : [limit(node.limit)]),
      ];
      return { ...node, title: say(node.title), meta: meta.join(' · ') };
    }),
    edges: graph.edges.map((edge) => ({ ...edge, title: say(edge.title) })),
  };
}

function Box({ node }: { readonly node: PlacedNode }) {
  const isRound = node.kind === 'start' || node.kind === 'end';
  const adverse = node.adverse ? ' flow-adverse' : '';
  const left = node.x - node.width / 2;
  const top = node.y - node.height / 2;
  return (
    <g className={`flow-${node.kind}${adverse}`}>
      <rect
        className="flow-box"
        x={left}
        y={top}
        width={node.width}
        height={node.height}
        rx={isRound ? 20 : 4}
      />
      {node.lines.map((line, index) => (
        <text
          key={index}
          className="flow-title"
          x={node.x}
          y={top + firstLinePixels + index * lineStepPixels}
          textAnchor="middle"
        >
          {line}
        </text>
      ))}
      {node.metaLines.map((line, index) => (
        <text
          key={index}
          className="flow-meta"
          x={node.x}
          y={top + firstLinePixels + (node.lines.length + index) * lineStepPixels}
          textAnchor="middle"
        >
          {line}
        </text>
      ))}
    </g>
  );
}

/** A line through the points, rounded at the bends, and its arrow head at the end. */
function Edge({ edge }: { readonly edge: PlacedEdge }) {
  const className = edge.adverse ? 'flow-edge flow-edge-adverse' : 'flow-edge';
  return (
    <g>
      <path className={className} d={curveThrough(edge.points)} />
      <path className="flow-arrow" d="M0 0-9-4.5V4.5Z" transform={arrowAt(edge.points)} />
      {edge.lines.map((line, index) => (
        <text
          key={index}
          className="flow-verb"
          x={edge.label.x}
          y={edge.label.y + 4 + (index - (edge.lines.length - 1) / 2) * verbLinePixels}
          textAnchor="middle"
        >
          {line}
        </text>
      ))}
    </g>
  );
}

function curveThrough(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  const curves = rest.map((point, index) => {
    const next = rest[index + 1];
    if (next === undefined) return `L${point.x} ${point.y}`;
    const middle = { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
    return `Q${point.x} ${point.y} ${middle.x} ${middle.y}`;
  });
  return `M${first.x} ${first.y}${curves.join('')}`;
}

function arrowAt(points: readonly Point[]): string {
  const end = points.at(-1) ?? { x: 0, y: 0 };
  const before = points.at(-2) ?? end;
  const degrees = (Math.atan2(end.y - before.y, end.x - before.x) * 180) / Math.PI;
  return `translate(${end.x} ${end.y}) rotate(${degrees})`;
}

function FlowWords({ flow }: { readonly flow: Flow }) {
  const { t } = useTranslation('ui');
  const titles = new Map(flow.nodes.map((node) => [node.id, node.title]));
  const leads = (nodeId: string) =>
    flow.edges
      .filter((edge) => edge.from === nodeId)
      .map((edge) => t('flow.leads', { verb: edge.title, target: titles.get(edge.to) ?? '' }));
  return (
    <ul>
      {nodesInReadingOrder(flow).map((node) => (
        <li key={node.id}>
          <strong>{node.title}</strong> {node.meta !== '' && `(${node.meta}) `}
          {leads(node.id).join(t('flow.separator'))}
        </li>
      ))}
    </ul>
  );
}
