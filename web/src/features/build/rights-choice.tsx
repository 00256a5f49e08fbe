import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { loadArtifacts } from '@/api/artifacts';
import type { FormRights, RoleDocument } from '@/engine/access/role';
import { useLabel } from '@/ui/session';
import { ErrorState, Loading } from '@/ui/states';
import css from './build.module.css';

/** What people of a role may do with a new form; finer rights are written in the role itself. */
const CHOICES = {
  none: {},
  view: { view: 'all' },
  own: { view: 'mine', create: true, edit: 'mine' },
  enter: { view: 'all', create: true, edit: 'mine' },
  edit: { view: 'all', create: true, edit: 'all' },
  all: { view: 'all', create: true, edit: 'all', delete: 'all', import: true, export: true, share: true },
} as const satisfies Record<string, FormRights>;

type Choice = keyof typeof CHOICES;

export type ChosenRights = Readonly<Record<string, Choice>>;

/** The rights as roles write them; roles that get none are left out. */
export function rightsOf(chosen: ChosenRights): Record<string, FormRights> {
  return Object.fromEntries(
    Object.entries(chosen).flatMap(([role, choice]) => (choice === 'none' ? [] : [[role, { ...CHOICES[choice] }]])),
  );
}

interface RightsChoiceProps {
  chosen: ChosenRights;
  onChange: (chosen: ChosenRights) => void;
}

/** Asks what each role may do with a form that is new to all of them. */
export function RightsChoice({ chosen, onChange }: RightsChoiceProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const query = useQuery({ queryKey: ['artifacts', 'role'], queryFn: () => loadArtifacts('role'), staleTime: 0 });
  if (query.isPending) return <Loading lines={3} />;
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  const roles = query.data.items.filter(
    (item) => item.version > 0 && (item.document as RoleDocument | undefined)?.builds !== true,
  );
  const options = (Object.keys(CHOICES) as Choice[]).map((value) => ({
    value,
    label: t(`designer.rights.${value}`),
  }));
  return (
    <section className={css.rights} aria-label={t('designer.rights.title')}>
      <h3>{t('designer.rights.title')}</h3>
      <ul>
        {roles.map((role) => {
          const name = label(role.label ?? '', role.key);
          return (
            <li key={role.key}>
              <span className="ellipsis">{name}</span>
              {role.hasDraft ? (
                <span className={css.facts}>{t('designer.rights.draft')}</span>
              ) : (
                <Select
                  size="small"
                  aria-label={t('designer.rights.of', { role: name })}
                  value={chosen[role.key] ?? 'none'}
                  options={options}
                  popupMatchSelectWidth={false}
                  onChange={(choice) => onChange({ ...chosen, [role.key]: choice })}
                />
              )}
            </li>
          );
        })}
      </ul>
      {Object.values(chosen).some((choice) => choice !== 'none') ? null : (
        <p className={css.rightsNote}>{t('designer.rights.nobody')}</p>
      )}
    </section>
  );
}
