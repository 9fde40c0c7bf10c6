import { Link } from './Link.tsx';
import type { Url } from './urls.ts';

type FigureProps = {
  readonly value: string;
  readonly unit?: string;
  readonly label: string;
  /** The records behind the figure. A headline figure without them is not shown at all. */
  readonly to: Url;
};

/** A headline figure: aligned digits, its meaning in words, and a link to its records. */
export function Figure({ value, unit, label, to }: FigureProps) {
  return (
    <Link to={to} className="figure">
      <span className="figure-value">
        {value}
        {unit !== undefined && <span className="figure-unit">{unit}</span>}
      </span>
      <span className="figure-label">{label}</span>
    </Link>
  );
}
