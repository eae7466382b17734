import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect } from 'react';
import { SignInView } from '../features/sign-in/index.ts';
import { useLanguage } from '../i18n/index.ts';
import { SiteProvider, useSession } from '../state/index.ts';
import { useSigned } from './console-session.ts';
import type { ConsoleSession } from './console-session.ts';
import { Frame } from './frame.tsx';
import { LanguageSwitch } from './language-switch.tsx';

/** Either the door or the console behind it. */
export function App({ session }: { readonly session: ConsoleSession }) {
  const phase = useSession((state) => state.phase);
  const signed = useSigned((state) => state.signed);
  const language = useLanguage((state) => state.language);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  if (phase.at !== 'signed-in') {
    return <SignInView phase={phase} actions={session} languageSwitch={<LanguageSwitch />} />;
  }
  if (signed === null) return null;
  return (
    <QueryClientProvider client={signed.queries}>
      <SiteProvider value={signed.site}>
        <Frame onSignOut={session.signOut} />
      </SiteProvider>
    </QueryClientProvider>
  );
}
