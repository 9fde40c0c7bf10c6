import { useId, type ButtonHTMLAttributes, type ReactNode } from 'react';
import { Link } from './Link.tsx';
import type { Url } from './urls.ts';

type Look = { readonly look?: 'main' | 'quiet'; readonly children: ReactNode };
type ButtonProps = Look &
  Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> & {
    /** Why it cannot be pressed now. A button without a reason is never disabled. */
    readonly disabledReason?: string | undefined;
  };

const classOf = (look: Look['look']) => (look === 'quiet' ? 'button button-quiet' : 'button');

/** A button; when disabled it stays focusable and says why. */
export function Button({ look, disabledReason, onClick, children, ...rest }: ButtonProps) {
  const reasonId = useId();
  if (disabledReason === undefined)
    return (
      <button type="button" className={classOf(look)} onClick={onClick} {...rest}>
        {children}
      </button>
    );
  return (
    <span>
      <button
        {...rest}
        type="button"
        className={classOf(look)}
        aria-disabled="true"
        aria-describedby={reasonId}
      >
        {children}
      </button>
      <span id={reasonId} className="button-reason">
        {disabledReason}
      </span>
    </span>
  );
}

/** A link that looks like a button: it goes somewhere, it does nothing. */
export function ButtonLink({ look, to, children }: Look & { readonly to: Url }) {
  return (
    <Link to={to} className={classOf(look)}>
      {children}
    </Link>
  );
}
