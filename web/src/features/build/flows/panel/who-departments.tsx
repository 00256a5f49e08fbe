import { useQuery } from '@tanstack/react-query';
import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import { loadDepartments } from '@/api/regions';
import type { Who } from '@/engine/flow/document';
import { DepartmentSelect } from '@/ui/types/department';

/** The members of departments, and of those below them. */
export function Departments({ who, onChange }: { who: Who; onChange: (who: Who) => void }) {
  const { t } = useTranslation();
  const { data } = useQuery({ queryKey: ['departments'], queryFn: loadDepartments, staleTime: 60_000 });
  const chosen = who.departments ?? [];
  const below = chosen.some((each) => each.below === true);
  const put = (ids: string[], all: boolean) =>
    onChange({ ...who, departments: ids.map((id) => (all ? { id, below: true } : { id })) });
  return (
    <>
      <DepartmentSelect
        multiple
        label={t('flows.who.rule.departments')}
        value={chosen.map(({ id }) => ({ id, title: data?.items.find((each) => each.id === id)?.name ?? '…' }))}
        onChange={(next) =>
          put(
            next.map(({ id }) => id),
            below,
          )
        }
      />
      <Checkbox
        checked={below}
        onChange={(event) =>
          put(
            chosen.map(({ id }) => id),
            event.target.checked,
          )
        }
      >
        {t('flows.who.below')}
      </Checkbox>
    </>
  );
}
