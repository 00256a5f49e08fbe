import { ArrowLeftOutlined, EllipsisOutlined, RedoOutlined, UndoOutlined } from '@ant-design/icons';
import { App, Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { type Artifact, dropDraft } from '@/api/artifacts';
import type { Designer } from '@/engine/designer/designer';
import { useErrorText } from '@/ui/problem-text';
import { useLabel } from '@/ui/session';
import { usePhone } from '@/ui/use-phone';
import css from './build.module.css';
import { useActions } from './designer-context';
import type { useAutosave } from './use-autosave';

interface WorkbenchBarProps {
  designer: Designer;
  artifact: Artifact;
  saving: ReturnType<typeof useAutosave>;
  onPublish: () => void;
  onVersions: () => void;
  onRemoved: () => void;
  onDiscarded: () => void;
}

/** The way back, whether the work is saved, undo, and publishing. */
export function WorkbenchBar({
  designer,
  artifact,
  saving,
  onPublish,
  onVersions,
  onRemoved,
  onDiscarded,
}: WorkbenchBarProps) {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const actions = useActions();
  const navigate = useNavigate();
  const label = useLabel();
  const phone = usePhone();
  const errorText = useErrorText();
  const discard = () =>
    modal.confirm({
      title: t('designer.discard_title'),
      content: artifact.published ? t('designer.discard_text') : t('designer.discard_new_text'),
      okText: t('designer.discard'),
      cancelText: t('common.cancel'),
      okButtonProps: { danger: true },
      onOk: async () => {
        try {
          if (!(await saving.flush())) return;
          const { seen } = saving.base();
          if (seen !== null) await dropDraft('form', artifact.key, seen);
          if (artifact.published) onDiscarded();
          else void navigate('/build/forms', { replace: true });
        } catch (error) {
          void message.error(errorText(error));
        }
      },
    });
  return (
    <header className={css.bar}>
      <Link to="/build/forms" aria-label={t('designer.back')} title={t('designer.back')}>
        <ArrowLeftOutlined aria-hidden />
      </Link>
      <button type="button" className={css.title} onClick={() => actions.select({ kind: 'form' })}>
        <h1 className="ellipsis">{label(designer.document.label, artifact.key)}</h1>
      </button>
      <SaveSign saving={saving} isNew={artifact.published === null} />
      <span className={css.spacer} />
      <Button
        type="text"
        icon={<UndoOutlined aria-hidden />}
        aria-label={t('designer.undo')}
        title={`${t('designer.undo')} Ctrl+Z`}
        disabled={designer.past.length === 0}
        onClick={actions.undo}
      />
      <Button
        type="text"
        icon={<RedoOutlined aria-hidden />}
        aria-label={t('designer.redo')}
        title={`${t('designer.redo')} Ctrl+Y`}
        disabled={designer.future.length === 0}
        onClick={actions.redo}
      />
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'paste', label: t('designer.paste'), onClick: actions.paste },
            { key: 'versions', label: t('designer.versions.title'), onClick: onVersions },
            { key: 'removed', label: t('designer.removed.title'), onClick: onRemoved },
            { key: 'discard', label: t('designer.discard'), danger: true, onClick: discard },
          ],
        }}
      >
        <Button type="text" icon={<EllipsisOutlined aria-hidden />} aria-label={t('designer.more')} />
      </Dropdown>
      <Button type="primary" size={phone ? 'small' : 'middle'} onClick={onPublish}>
        {t('designer.publish.button')}
      </Button>
    </header>
  );
}

function SaveSign({ saving, isNew }: { saving: ReturnType<typeof useAutosave>; isNew: boolean }) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  if (saving.state === 'failed') {
    return (
      <output className={`${css.saving} ${css.failed}`} title={errorText(saving.error)}>
        {t('designer.save.failed')}
      </output>
    );
  }
  const text =
    saving.state === 'saved'
      ? saving.at === null
        ? isNew
          ? t('designer.save.new')
          : t('designer.save.unchanged')
        : t('designer.save.saved')
      : t(`designer.save.${saving.state}`);
  return <output className={css.saving}>{text}</output>;
}
