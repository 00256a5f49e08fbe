import {
  ArrowLeftOutlined,
  CloseOutlined,
  DeleteOutlined,
  DiffOutlined,
  DownOutlined,
  EditOutlined,
  ExpandOutlined,
  SafetyOutlined,
  UndoOutlined,
  UpOutlined,
} from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { deleteRecord, restoreRecord, type StoredRecord } from '@/api/records';
import type { Form } from '@/engine/blueprint';
import { LinkButton } from '@/ui/link-button';
import { PrintButton } from '@/ui/prints/print-button';
import { useErrorText } from '@/ui/problem-text';
import { useLabel, useWorkplace } from '@/ui/session';
import { TrackingButton } from '@/ui/tracking/tracking-button';
import { useAmended, useProposed, useStanding } from './amendment/use-amended';
import { RecordButtons } from './record-buttons';
import { titleOf } from './title';

/** How one moves about from a record that is open beside its list; what is undefined is not possible now. */
export interface Ways {
  previous: (() => void) | undefined;
  next: (() => void) | undefined;
  back: (() => void) | undefined;
}

/** What can be done with a record, as far as this person may. */
export function RecordActions({
  form,
  record,
  panel,
  ways,
  onGone,
}: {
  form: Form;
  record: StoredRecord;
  panel: boolean;
  ways?: Ways | undefined;
  onGone: () => void;
}) {
  const { t } = useTranslation();
  const { session } = useWorkplace();
  const { modal, message } = App.useApp();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const label = useLabel();
  const amended = useAmended(form.key);
  const standing = useStanding(form, record);
  const proposed = useProposed(form.key);
  const address = `/forms/${form.key}/${record.id}`;
  const refresh = () => queries.invalidateQueries({ queryKey: ['records', form.key] });
  const attempt = async (work: () => Promise<unknown>, done: string) => {
    try {
      await work();
      void message.success(done);
      return true;
    } catch (error) {
      void message.error(errorText(error));
      return false;
    } finally {
      void refresh();
    }
  };
  const remove = () => {
    const lines = form.fields.flatMap((field) => (field.type === 'lines' ? [record.values[field.key]] : []));
    const count = lines.reduce<number>((sum, value) => sum + (Array.isArray(value) ? value.length : 0), 0);
    void modal.confirm({
      title: t('record.delete_title', { title: titleOf(form, record) }),
      content: count > 0 ? t('record.delete_with_lines', { count }) : t('record.delete_text'),
      okText: t('record.delete'),
      okButtonProps: { danger: true },
      cancelText: t('common.cancel'),
      onOk: async () => {
        if (await attempt(() => deleteRecord(form.key, record.id, record.rev), t('record.deleted_done'))) onGone();
      },
    });
  };
  if (record.deletedAt) {
    return (
      <>
        <WayButtons ways={ways} />
        {record.may.delete ? (
          <Button
            icon={<UndoOutlined aria-hidden />}
            onClick={() => void attempt(() => restoreRecord(form.key, record.id), t('record.restored_done'))}
          >
            {t('record.restore')}
          </Button>
        ) : null}
        {panel ? (
          <Button type="text" icon={<CloseOutlined aria-hidden />} aria-label={t('common.close')} onClick={onGone} />
        ) : null}
      </>
    );
  }
  return (
    <>
      <RecordButtons form={form} record={record} />
      <WayButtons ways={ways} />
      {session.builds || session.administers ? (
        <LinkButton
          to={`/explain?form=${form.key}&record=${record.id}`}
          icon={<SafetyOutlined aria-hidden />}
          aria-label={t('record.explain')}
          title={t('record.explain')}
        />
      ) : null}
      {panel ? (
        <LinkButton data-page to={address} icon={<ExpandOutlined aria-hidden />} aria-label={t('record.open_page')} />
      ) : null}
      <TrackingButton form={form} id={record.id} />
      <PrintButton form={form} target={{ kind: 'record', id: record.id, title: titleOf(form, record) }} />
      {record.may.delete ? (
        <Button icon={<DeleteOutlined aria-hidden />} aria-label={t('record.delete')} onClick={remove} />
      ) : null}
      {standing?.proposes ? (
        <LinkButton type="primary" icon={<DiffOutlined aria-hidden />} to={`${address}/amend`}>
          {label(amended?.label, '')}
        </LinkButton>
      ) : null}
      {record.may.edit && !proposed ? (
        <LinkButton
          {...(standing?.proposes ? {} : { type: 'primary' })}
          icon={<EditOutlined aria-hidden />}
          to={`${address}/edit`}
        >
          {t('record.edit')}
        </LinkButton>
      ) : null}
      {panel ? (
        <Button type="text" icon={<CloseOutlined aria-hidden />} aria-label={t('common.close')} onClick={onGone} />
      ) : null}
    </>
  );
}

function WayButtons({ ways }: { ways: Ways | undefined }) {
  const { t } = useTranslation();
  if (!ways) return null;
  const button = (name: string, icon: React.ReactNode, way: (() => void) | undefined) => (
    <Button type="text" icon={icon} aria-label={name} title={name} disabled={!way} onClick={way} />
  );
  return (
    <>
      {ways.back ? button(t('record.back'), <ArrowLeftOutlined aria-hidden />, ways.back) : null}
      {ways.previous || ways.next ? (
        <>
          {button(t('record.previous'), <UpOutlined aria-hidden />, ways.previous)}
          {button(t('record.next'), <DownOutlined aria-hidden />, ways.next)}
        </>
      ) : null}
    </>
  );
}
