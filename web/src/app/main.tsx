import '@/ui/tokens.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import { isProblem } from '@/api/problem';
import { startTexts } from '@/i18n';
import { startPreferences } from '@/ui/preferences';
import { ThemeProvider } from '@/ui/theme';
import { router } from './routes';

startTexts(startPreferences());

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      refetchOnWindowFocus: false,
      // Only what may pass by itself is worth a second try.
      retry: (failures, error) => isProblem(error) && (error.status === 0 || error.status >= 502) && failures < 2,
    },
  },
});

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <ThemeProvider>
        <RouterProvider router={router} />
      </ThemeProvider>
    </QueryClientProvider>
  </StrictMode>,
);
