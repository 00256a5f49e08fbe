import { SearchOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { loadUsages, type Usage } from '@/api/usages';
import type { FieldPath } from '@/engine/designer/document';
import { ErrorState, Loading } from '@/ui/states';
import { useActions, useDesigner } from '../designer-context';
import { pathOf } from '../finding-path';
import { usageAddress, useUsageWords } from '../usage-words';
import css from './panel.module.css';

/** Where a field is used, all over the workspace, each with a way there. */
export function Usages({ path }: { path: FieldPath }) {
  const { t } = useTranslation();
  const { document } = useDesigner();
  const [asked, setAsked] = useState(false);
  const query = useQuery({
    queryKey: ['artifacts', 'form', document.key, 'usages', path],
    queryFn: () => loadUsages(document.key, path),
    enabled: asked,
    staleTime: 0,
    gcTime: 0,
  });
  if (!asked) {
    return (
      <Button size="small" icon={<SearchOutlined aria-hidden />} onClick={() => setAsked(true)}>
        {t('usages.find')}
      </Button>
    );
  }
  if (query.isPending) return <Loading lines={3} />;
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  if (query.data.length === 0) return <p className={css.help}>{t('usages.none')}</p>;
  return <UsageList usages={query.data} />;
}

function UsageList({ usages }: { usages: readonly Usage[] }) {
  const { document } = useDesigner();
  const actions = useActions();
  const words = useUsageWords();
  const groups = new Map<string, Usage[]>();
  for (const use of usages) {
    const key = `${use.kind}/${use.key}`;
    groups.set(key, [...(groups.get(key) ?? []), use]);
  }
  return (
    <ul className={css.usages}>
      {[...groups].map(([key, [first, ...rest]]) => {
        if (!first) return null;
        const all = [first, ...rest];
        const address = usageAddress(first);
        const own = first.kind === 'form' && first.key === document.key;
        return (
          <li key={key}>
            {address && !own ? <Link to={address}>{words.owner(first)}</Link> : words.owner(first)}
            <ul>
              {all.map((use) => {
                const text = words.place(use);
                const target = own && use.place ? pathOf(document, use.place) : undefined;
                if (text === '') return null;
                return (
                  <li key={use.place}>
                    {target ? (
                      <Button
                        type="link"
                        size="small"
                        onClick={() => actions.select({ kind: 'fields', paths: [target] })}
                      >
                        {text}
                      </Button>
                    ) : (
                      text
                    )}
                  </li>
                );
              })}
            </ul>
          </li>
        );
      })}
    </ul>
  );
}
