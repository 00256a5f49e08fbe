/** @jsxImportSource preact */
import './visit.css';
import { render } from 'preact';
import { Visit } from './visit';

const root = document.getElementById('root');

/** Each kind of link has a page of its own, which the others do not load. */
async function open(into: HTMLElement): Promise<void> {
  switch (location.pathname.split('/')[1]) {
    case 't': {
      const { TrackPage } = await import('./track/track-page');
      render(<TrackPage />, into);
      return;
    }
    case 's': {
      const { StatementPage } = await import('./statement/statement-page');
      render(<StatementPage />, into);
      return;
    }
    case 'm': {
      const { TaskPage } = await import('./task/task-page');
      render(<TaskPage />, into);
      return;
    }
    default:
      render(<Visit />, into);
  }
}

if (root) void open(root);
