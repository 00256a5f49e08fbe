import { Input } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { Label } from '@/engine/blueprint';
import { Group, Row, SwitchRow } from '@/features/build/panel/parts';
import { usePreferences } from '@/ui/preferences';
import type { PeopleProps } from './people-panel';

const MessageTexts = lazy(async () => ({ default: (await import('./message-texts')).MessageTexts }));

/** Opinions to choose from, a signature, and what those asked are told. */
export function OpinionSettings({ node, change }: PeopleProps) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const opinions = node.opinions ?? [];
  const text = (opinion: Label | string) => (typeof opinion === 'string' ? opinion : (opinion[language] ?? ''));
  const { message } = node;
  return (
    <>
      <Group title={t('flows.opinions.title')}>
        <Row label={t('flows.opinions.usual')} help={t('flows.opinions.help')}>
          {(id) => (
            <Input.TextArea
              id={id}
              autoSize={{ minRows: 1, maxRows: 8 }}
              value={opinions.map(text).join('\n')}
              onChange={({ target }) => {
                const lines = target.value === '' ? [] : target.value.split('\n').slice(0, 30);
                const next = lines.map((line, index): Label | string => {
                  const old = opinions[index];
                  return typeof old === 'object' ? { ...old, [language]: line } : { [language]: line };
                });
                change({ opinions: next.length > 0 ? next : undefined }, 'opinions');
              }}
            />
          )}
        </Row>
        <SwitchRow
          label={t('flows.opinions.signature')}
          checked={node.signature === true}
          onChange={(on) => change({ signature: on || undefined })}
        />
      </Group>
      <Group title={t('flows.message.title')}>
        <SwitchRow
          label={t('flows.message.on')}
          help={t('flows.message.help')}
          checked={message !== undefined}
          onChange={(on) => change({ message: on ? { title: '' } : undefined })}
        />
        {message ? (
          <Suspense fallback={null}>
            <MessageTexts message={message} change={change} />
          </Suspense>
        ) : null}
      </Group>
    </>
  );
}
