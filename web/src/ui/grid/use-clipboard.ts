import { useEffect, useRef } from 'react';

interface Clipboard {
  /** The grid has the focus, and no text is being typed in it. */
  active: () => boolean;
  copy: () => string | undefined;
  cut: () => string | undefined;
  paste: (text: string) => void;
}

/** Copy, cut and paste of cells. The events of a page without a text cursor go to its body, so they are heard there. */
export function useClipboard(clipboard: Clipboard): void {
  const latest = useRef(clipboard);
  latest.current = clipboard;
  useEffect(() => {
    const give = (event: ClipboardEvent, text: string | undefined) => {
      if (text === undefined || !event.clipboardData) return;
      event.preventDefault();
      event.clipboardData.setData('text/plain', text);
    };
    const copy = (event: ClipboardEvent) => {
      if (latest.current.active()) give(event, latest.current.copy());
    };
    const cut = (event: ClipboardEvent) => {
      if (latest.current.active()) give(event, latest.current.cut());
    };
    const paste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (!latest.current.active() || text === '') return;
      event.preventDefault();
      latest.current.paste(text);
    };
    document.addEventListener('copy', copy);
    document.addEventListener('cut', cut);
    document.addEventListener('paste', paste);
    return () => {
      document.removeEventListener('copy', copy);
      document.removeEventListener('cut', cut);
      document.removeEventListener('paste', paste);
    };
  }, []);
}
