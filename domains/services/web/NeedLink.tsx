import { useQuery } from '@tanstack/react-query';
import { Link } from '#platform/ui/Link.tsx';
import { to } from '#platform/ui/urls.ts';
import { catalogueQuery } from './reads.ts';

type NeedLinkProps = { readonly park: string; readonly children: string };

/** The way to say a need in one's own words; plain text where the park takes none. */
export function NeedLink({ park, children }: NeedLinkProps) {
  const { data } = useQuery(catalogueQuery({ park }));
  const service = data?.items.find(({ need }) => need);
  if (service === undefined) return children;
  return <Link to={to.service({ park, code: service.code })}>{children}</Link>;
}
