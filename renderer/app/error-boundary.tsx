import { Button } from '@mantine/core';
import { Component } from 'react';
import type { ReactNode } from 'react';
import { textIn, useLanguage } from '../i18n/index.ts';
import { Notice } from '../ui/index.ts';

interface State {
  readonly message: string | null;
}

/** A bug in one view must not leave a black screen in a control room. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { message: null };

  static getDerivedStateFromError(error: unknown): State {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { message } = this.state;
    if (message === null) return this.props.children;
    const { t } = textIn(useLanguage.getState().language);
    return (
      <Notice
        icon="warning"
        tone="jam"
        title={t('app.broken')}
        action={<Button onClick={() => window.location.reload()}>{t('app.reload')}</Button>}
      >
        {message}
      </Notice>
    );
  }
}
