import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { useText } from '../../i18n/index.ts';
import type { SessionPhase } from '../../state/index.ts';
import { Icon, Notice, ProblemNotice } from '../../ui/index.ts';
import { OwnDoor } from './own-door.tsx';
import classes from './sign-in-view.module.css';

export interface SignInActions {
  readonly signIn: (user: string, password: string) => void;
  readonly setPassword: (password: string) => Promise<void>;
  /** Null where a person signs in; otherwise this window lets itself in, and this tries at once. */
  readonly enterAgain: (() => void) | null;
}

interface SignInViewProps {
  readonly phase: Exclude<SessionPhase, { at: 'signed-in' }>;
  readonly actions: SignInActions;
  readonly languageSwitch: ReactNode;
}

/** The door: name and password, or the first password after a one-time link. */
export function SignInView({ phase, actions, languageSwitch }: SignInViewProps) {
  const { t } = useText();
  return (
    <main className={classes['door']}>
      <div className={classes['card']}>
        <div className={classes['brand']}>
          <Icon name="road" size={26} />
          <h1>{t('app.name')}</h1>
        </div>
        {phase.at === 'set-password' ? (
          <SetPassword user={phase.access.session.user} onSet={actions.setPassword} />
        ) : actions.enterAgain !== null ? (
          <OwnDoor phase={phase} onEnter={actions.enterAgain} />
        ) : (
          <SignIn phase={phase} onSignIn={actions.signIn} />
        )}
        <div className={classes['foot']}>{languageSwitch}</div>
      </div>
    </main>
  );
}

interface SignInProps {
  readonly phase: Exclude<SessionPhase, { at: 'signed-in' | 'set-password' }>;
  readonly onSignIn: SignInActions['signIn'];
}

function SignIn({ phase, onSignIn }: SignInProps) {
  const { t } = useText();
  const [user, setUser] = useState('');
  const [password, setPassword] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (user !== '' && password !== '') onSignIn(user, password);
  };
  const ended = phase.at === 'signed-out' && (phase.why === 'ended' || phase.why === 'link-failed');
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {ended && phase.problem === null && (
          <Notice icon="info" tone="warning" compact title={t(`signIn.${phase.why}`)}>
            {t(`signIn.${phase.why}.hint`)}
          </Notice>
        )}
        {phase.at === 'signed-out' && phase.problem !== null && <ProblemNotice error={phase.problem} />}
        <TextInput
          label={t('signIn.user')}
          autoComplete="username"
          autoFocus
          required
          value={user}
          onChange={(event) => setUser(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('signIn.password')}
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t('common.showPassword'), tabIndex: 0 }}
        />
        <Button type="submit" loading={phase.at === 'signing-in'}>
          {t('signIn.action')}
        </Button>
        <p className={classes['hint']}>{t('signIn.hint')}</p>
      </Stack>
    </form>
  );
}

const SHORTEST = 10;

function SetPassword({ user, onSet }: { readonly user: string; readonly onSet: SignInActions['setPassword'] }) {
  const { t } = useText();
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [state, setState] = useState<{ readonly busy: boolean; readonly tried: boolean; readonly error: unknown }>({
    busy: false,
    tried: false,
    error: null,
  });
  const short = password.length < SHORTEST;
  const different = password !== again;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (short || different) return setState({ busy: false, tried: true, error: null });
    setState({ busy: true, tried: true, error: null });
    onSet(password).catch((error: unknown) => setState({ busy: false, tried: true, error }));
  };
  const toggle = { 'aria-label': t('common.showPassword'), tabIndex: 0 };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <p className={classes['hint']}>{t('setPassword.lead', { user })}</p>
        <input type="text" autoComplete="username" value={user} readOnly hidden />
        <PasswordInput
          label={t('setPassword.new')}
          description={t('setPassword.rule', { length: SHORTEST })}
          autoComplete="new-password"
          autoFocus
          value={password}
          error={state.tried && short && t('setPassword.rule', { length: SHORTEST })}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={toggle}
        />
        <PasswordInput
          label={t('setPassword.again')}
          autoComplete="new-password"
          value={again}
          error={state.tried && !short && different && t('setPassword.different')}
          onChange={(event) => setAgain(event.currentTarget.value)}
          visibilityToggleButtonProps={toggle}
        />
        {state.error !== null && <ProblemNotice error={state.error} />}
        <Button type="submit" loading={state.busy}>
          {t('setPassword.action')}
        </Button>
      </Stack>
    </form>
  );
}
