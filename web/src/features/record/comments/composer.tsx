import { Button, Mentions } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadMentionable } from '@/api/comments';
import { sentText, typedText } from '@/engine/mentions';
import type { ReferenceValue } from '@/engine/values';
import css from './comments.module.css';

const LONGEST = 4_000;
const PAUSE_MS = 200;

interface ComposerProps {
  form: string;
  record: string;
  /** What is being changed. */
  before?: { text: string; mentions: readonly ReferenceValue[] };
  /** Resolves to whether it was taken. */
  onSend: (text: string) => Promise<boolean>;
  onCancel?: () => void;
}

/** Writes a comment; after @ come the people who may see the record. Ctrl-Enter sends. */
export function Composer({ form, record, before, onSend, onCancel }: ComposerProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(() => (before ? typedText(before.text, before.mentions) : ''));
  const [found, setFound] = useState<readonly ReferenceValue[]>([]);
  const [looking, setLooking] = useState(false);
  const [busy, setBusy] = useState(false);
  const picked = useRef(new Map((before?.mentions ?? []).map((person) => [person.id, person])));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);
  const look = (search: string) => {
    clearTimeout(timer.current);
    setLooking(true);
    // What an earlier word found must not be picked for this one.
    setFound([]);
    const mine = ++latest.current;
    timer.current = setTimeout(() => {
      void loadMentionable(form, record, search)
        .then(({ items }) => {
          if (mine === latest.current) setFound(items);
        })
        .catch(() => undefined)
        .finally(() => {
          if (mine === latest.current) setLooking(false);
        });
    }, PAUSE_MS);
  };
  const send = async () => {
    const words = text.trim();
    if (words === '' || busy) return;
    setBusy(true);
    const named = [...picked.current.values()].filter((person) => words.includes(`@${person.title}`));
    if (await onSend(sentText(words, named))) {
      setText('');
      picked.current.clear();
    }
    setBusy(false);
  };
  return (
    <div className={css.composer}>
      <Mentions
        aria-label={t('comments.write')}
        placeholder={t('comments.hint')}
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={LONGEST}
        value={text}
        loading={looking}
        autoFocus={before !== undefined}
        options={found.map((person) => ({ key: person.id, value: person.title, label: person.title }))}
        notFoundContent={t('comments.nobody')}
        filterOption={false}
        onSearch={look}
        onSelect={(option) => {
          // The kit puts something of its own behind the key.
          const person = found.find((each) => option.key?.startsWith(each.id));
          if (person) picked.current.set(person.id, person);
        }}
        onChange={setText}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) void send();
          if (event.key === 'Escape' && onCancel && !event.nativeEvent.isComposing) onCancel();
        }}
      />
      <div className={css.buttons}>
        {onCancel ? (
          <Button size="small" onClick={onCancel}>
            {t('common.cancel')}
          </Button>
        ) : null}
        <Button type="primary" size="small" loading={busy} disabled={text.trim() === ''} onClick={() => void send()}>
          {before ? t('form.save') : t('comments.send')}
        </Button>
      </div>
    </div>
  );
}
