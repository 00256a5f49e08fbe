import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { loadChoicesById } from '@/api/records';
import css from './insight.module.css';

/** Some records by their titles, each leading to its page. */
export function RecordLinks({ form, ids }: { form: string; ids: readonly string[] }) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ['titles', form, ids],
    queryFn: () => loadChoicesById(form, ids),
    enabled: ids.length > 0 && form !== '',
    staleTime: 60_000,
  });
  const titles = new Map((query.data?.items ?? []).map(({ id, title }) => [id, title]));
  return (
    <ul className={css.links}>
      {ids.map((id) => (
        <li key={id}>
          <Link to={`/forms/${form}/${id}`}>{titles.get(id) ?? t('insight.record')}</Link>
        </li>
      ))}
    </ul>
  );
}
