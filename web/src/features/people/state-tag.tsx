import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Colleague } from '@/api/people';

/** What keeps somebody from working: disabled, or not joined yet. */
export function StateTag({ person }: { person: Colleague }) {
  const { t } = useTranslation();
  if (person.disabled) return <Tag>{t('staff.left')}</Tag>;
  if (person.joined) return <span />;
  return <Tag color={person.invitedUntil ? 'blue' : 'gold'}>{t('staff.waiting')}</Tag>;
}
