import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { stateForWanted } from '../layout/wanted-path';
import type { SignedInPerson } from '../session/session-types';
import { Cover } from '../ui/cover';
import { PageHeader } from '../ui/page-header';
import { Entrance } from './entrance';
import { SignInForm } from './sign-in-form';

/** For somebody who has not signed in. Afterwards they get to the page whose address they opened. */
export function SignInPage() {
  const { t } = useTranslation('signIn');
  const [path, navigate] = useLocation();

  useEffect(() => {
    if (path !== '/login') navigate('/login', { replace: true, state: stateForWanted(path) });
  }, [path, navigate]);

  return (
    <Entrance>
      <PageHeader title={t('title')} />
      <SignInForm />
    </Entrance>
  );
}

/** Over a page whose session has ended, which waits underneath as it was. */
export function SignInOverlay({ owner }: { readonly owner: SignedInPerson }) {
  const { t } = useTranslation('signIn');
  return (
    <Cover label={t('overlay.title')}>
      <Entrance>
        <PageHeader title={t('overlay.title')} description={t('overlay.body')} />
        <SignInForm username={owner.username} />
      </Entrance>
    </Cover>
  );
}
