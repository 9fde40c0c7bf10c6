import { Link } from '#platform/ui/Link.tsx';
import { Say } from '#platform/ui/say.tsx';
import { to } from '#platform/ui/urls.ts';
import type { SystemNode } from '../model.ts';

type SystemTreeProps = {
  readonly park: string;
  readonly node: SystemNode;
  readonly chosen: string | undefined;
};

/** Structure of the system (标准体系结构图): every box with its count, chosen by a link. */
export function SystemTree({ park, node, chosen }: SystemTreeProps) {
  const mark = node.id === chosen ? { 'aria-current': 'true' as const } : {};
  return (
    <>
      <Link to={to.standards({ park, tree: node.id })} {...mark}>
        <Say text={node.title} />
        <span>{node.counts.total}</span>
      </Link>
      {node.children.length > 0 && (
        <ul>
          {node.children.map((child) => (
            <li key={child.id}>
              <SystemTree park={park} node={child} chosen={chosen} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
