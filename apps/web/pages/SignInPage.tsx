import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '#platform/ui/api-error.ts';
import { Field } from '#platform/ui/Field.tsx';
import { Page } from '#platform/ui/Page.tsx';
import type { PageProps } from '#platform/ui/page-spec.ts';
import { returnAddress, to } from '#platform/ui/urls.ts';
import { signIn } from './sign-in.ts';

/** Sign-in by e-mail and password; afterwards back to where the person came from. */
export default function SignInPage({ search }: PageProps<'/sign-in'>) {
  const { t } = useTranslation('web');
  const router = useRouter();
  const query = useQueryClient();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const act = useMutation({
    mutationFn: signIn,
    onSuccess: () => {
      // Everything read as a visitor may look different now.
      query.clear();
      router.history.push(returnAddress(search.next) ?? to.parks());
    },
  });
  const isOnTheWay = returnAddress(search.next) !== undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act.mutate({ email: email.trim(), password });
  };
  return (
    <Page
      title={t('sign-in.title')}
      lead={t(isOnTheWay ? 'sign-in.lead-back' : 'sign-in.lead')}
      crumbs={[]}
    >
      <form className="form" onSubmit={submit}>
        {act.isError && <SignInError error={act.error} />}
        <Field label={t('sign-in.email')}>
          {(described) => (
            <input
              {...described}
              className="input"
              type="email"
              autoComplete="username"
              required
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('sign-in.password')}>
          {(described) => (
            <input
              {...described}
              className="input"
              type="password"
              autoComplete="current-password"
              required
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
        <button type="submit" className="button" disabled={act.isPending}>
          {t(act.isPending ? 'sign-in.working' : 'sign-in.act')}
        </button>
      </form>
    </Page>
  );
}

function SignInError({ error }: { readonly error: Error }) {
  const { t } = useTranslation('web');
  const id = useId();
  const isWrong = error instanceof ApiError && (error.status === 401 || error.status === 400);
  const isTooMany = error instanceof ApiError && error.status === 429;
  const key = isWrong ? 'wrong' : isTooMany ? 'too-many' : 'failed';
  return (
    <div className="form-error" role="alert" aria-labelledby={id}>
      <strong id={id}>{t(`sign-in.${key}`)}</strong>
      <p>{t(`sign-in.${key}-next`)}</p>
    </div>
  );
}
