import { SearchOutlined } from '@ant-design/icons';
import { Input, type InputRef, Modal } from 'antd';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useLabel, useWorkplace } from '@/ui/session';
import css from './frame.module.css';
import { dashboardEntries, formGroups } from './menu';

interface Target {
  path: string;
  text: string;
  hint: string;
}

function useTargets(): Target[] {
  const { t } = useTranslation();
  const label = useLabel();
  const { session, blueprint } = useWorkplace();
  return useMemo(() => {
    const page = (path: string, text: string): Target => ({ path, text, hint: t('search.page') });
    const forms = formGroups(blueprint).flatMap((group) => group.entries);
    return [
      page('/', t('home.title')),
      page('/tasks', t('tasks.title')),
      page('/messages', t('messages.title')),
      ...dashboardEntries(blueprint).map((entry) => ({
        path: entry.path,
        text: label(entry.label),
        hint: t('frame.boards'),
      })),
      ...forms.map((entry) => ({ path: entry.path, text: label(entry.label), hint: t('search.list') })),
      ...blueprint.forms
        .filter((form) => form.may.create)
        .map((form) => ({
          path: `/forms/${form.key}/new`,
          text: t('form.new', { form: label(form.label, form.key) }),
          hint: t('search.action'),
        })),
      ...(session.administers ? [page('/people', t('people.title')), page('/imports', t('imports.title'))] : []),
    ];
  }, [blueprint, session, label, t]);
}

/** Every place and every action, found by a few letters of its name. */
export function Palette({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const targets = useTargets();
  const [text, setText] = useState('');
  const [marked, setMarked] = useState(0);
  const input = useRef<InputRef>(null);
  useEffect(() => {
    const timer = setTimeout(() => input.current?.focus(), 50);
    return () => clearTimeout(timer);
  }, []);
  const wanted = text.trim().toLowerCase();
  const found = targets.filter((target) => `${target.text} ${target.path}`.toLowerCase().includes(wanted));
  const go = (target: Target | undefined) => {
    if (!target) return;
    onDone();
    void navigate(target.path);
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') setMarked(Math.min(marked + 1, found.length - 1));
    else if (event.key === 'ArrowUp') setMarked(Math.max(marked - 1, 0));
    else if (event.key === 'Enter') go(found[marked]);
    else return;
    event.preventDefault();
  };
  return (
    <Modal
      open
      onCancel={onDone}
      footer={null}
      closable={false}
      aria-label={t('search.open')}
      width={560}
      style={{ top: 80 }}
    >
      <Input
        ref={input}
        size="large"
        prefix={<SearchOutlined />}
        placeholder={t('search.placeholder')}
        role="combobox"
        aria-expanded
        aria-controls="search-results"
        aria-activedescendant={found[marked] ? `search-${marked}` : undefined}
        aria-label={t('search.placeholder')}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setMarked(0);
        }}
        onKeyDown={press}
      />
      <div id="search-results" role="listbox" aria-label={t('search.open')} className={css.results}>
        {found.map((target, index) => (
          <div
            key={target.path}
            id={`search-${index}`}
            role="option"
            aria-selected={index === marked}
            className={`${css.result} ${index === marked ? css.marked : ''}`}
            onMouseEnter={() => setMarked(index)}
            onClick={() => go(target)}
            ref={index === marked ? (node) => node?.scrollIntoView({ block: 'nearest' }) : undefined}
          >
            <span>{target.text}</span>
            <span className={css.muted}>{target.hint}</span>
          </div>
        ))}
      </div>
      {found.length === 0 ? <p className={css.muted}>{t('search.none')}</p> : null}
    </Modal>
  );
}
