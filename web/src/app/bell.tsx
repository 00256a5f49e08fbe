import { BellOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Badge, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { loadNotices } from '@/api/work';

/** How many messages wait; told by the feed as they come. */
export function Bell() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const unread =
    useQuery({ queryKey: ['notices', 'unread'], queryFn: async () => (await loadNotices(null)).unread }).data ?? 0;
  return (
    <Badge count={unread} size="small" offset={[-6, 6]}>
      <Button
        type="text"
        icon={<BellOutlined aria-hidden />}
        aria-label={t('frame.messages', { count: unread })}
        onClick={() => void navigate('/messages')}
      />
    </Badge>
  );
}
