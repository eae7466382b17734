import './schema-settings.ts';
import '@mantine/core/styles.css';
import '../ui/tokens.css';
import { MantineProvider } from '@mantine/core';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { followOtherWindows } from '../state/index.ts';
import { theme } from '../ui/index.ts';
import { App } from './app.tsx';
import { startConsoleSession } from './console-session.ts';
import { ErrorBoundary } from './error-boundary.tsx';

const session = startConsoleSession();
followOtherWindows();
const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} forceColorScheme="dark">
        <ErrorBoundary>
          <App session={session} />
        </ErrorBoundary>
      </MantineProvider>
    </StrictMode>,
  );
}
