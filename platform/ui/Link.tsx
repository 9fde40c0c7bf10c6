import { useLocation, useRouter } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, MouseEvent, ReactNode } from 'react';
import type { Url } from './urls.ts';

type LinkProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & {
  readonly to: Url;
  readonly children: ReactNode;
};

const isPlainClick = (event: MouseEvent): boolean =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

/** A link inside the application: a real anchor, followed without reloading the page. */
export function Link({ to, children, onClick, ...rest }: LinkProps) {
  const router = useRouter();
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.defaultPrevented || !isPlainClick(event) || rest.target !== undefined) return;
    event.preventDefault();
    router.history.push(to);
  };
  return (
    <a {...rest} href={to} onClick={follow}>
      {children}
    </a>
  );
}

/** A link of a menu: says whether it leads to the page (or below the page) that is open now. */
export function MenuLink({ to, exact, ...rest }: LinkProps & { readonly exact?: boolean }) {
  const { pathname } = useLocation();
  const here = decodeURI(pathname);
  const there = decodeURI(to.split(/[?#]/)[0] ?? to);
  const isHere = here === there || (exact !== true && here.startsWith(`${there}/`));
  return <Link to={to} {...rest} {...(isHere ? { 'aria-current': 'page' as const } : {})} />;
}
