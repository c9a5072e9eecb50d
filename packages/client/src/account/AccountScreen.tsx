import { useEffect } from 'react';
import type { AccountStage } from '../app/stage.ts';
import { AccountPage } from './AccountPage.tsx';
import { useAccountStrings } from './accountStrings.ts';
import { AdminScreen } from './admin/AdminScreen.tsx';
import { JoinPage } from './JoinPage.tsx';
import { PasswordPage } from './PasswordPage.tsx';
import { SetupPage } from './SetupPage.tsx';
import { SignInPage } from './SignInPage.tsx';
import { useAccount } from './useAccountApi.ts';

/** Pages about accounts and Workspaces. */
export function AccountScreen({ stage }: { readonly stage: AccountStage }) {
  const strings = useAccountStrings();
  const account = useAccount();
  useEffect(() => {
    document.title = strings.titles[stage.page];
  }, [strings, stage]);
  switch (stage.page) {
    case 'setup':
      return <SetupPage />;
    case 'sign-in':
      return <SignInPage />;
    case 'join':
      return <JoinPage />;
    case 'password':
      return <PasswordPage />;
    case 'account':
      return account === undefined ? <SignInPage /> : <AccountPage account={account} />;
    case 'admin':
      return account === undefined ? (
        <SignInPage />
      ) : (
        <AdminScreen account={account} section={stage.section} />
      );
  }
}
