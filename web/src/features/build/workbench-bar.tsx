import { ArrowLeftOutlined, EllipsisOutlined, RedoOutlined, UndoOutlined } from '@ant-design/icons';
import { App, Button, Dropdown } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { type Artifact, dropDraft } from '@/api/artifacts';
import { useErrorText } from '@/ui/problem-text';
import { usePhone } from '@/ui/use-phone';
import css from './build.module.css';
import type { BuildKind } from './build-kind';
import type { Autosave } from './use-autosave';

interface WorkbenchBarProps<D> {
  kind: BuildKind<D>;
  title: string;
  artifact: Artifact;
  saving: Autosave<D>;
  steps: { past: readonly unknown[]; future: readonly unknown[] };
  /** What else can be done, before what every workbench offers. */
  more: readonly { key: string; label: string; onClick: () => void }[];
  /** Beside the buttons that every workbench has. */
  children?: ReactNode;
  onTitle: () => void;
  onUndo: () => void;
  onRedo: () => void;
  onPublish: () => void;
  onVersions: () => void;
  onDiscarded: () => void;
}

/** The way back, whether the work is saved, undo, and publishing. */
export function WorkbenchBar<D>(props: WorkbenchBarProps<D>) {
  const { kind, artifact, saving, steps } = props;
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const navigate = useNavigate();
  const phone = usePhone();
  const errorText = useErrorText();
  const what = t(`designer.what.${kind.kind}`);
  const discard = () =>
    modal.confirm({
      title: t('designer.discard_title'),
      content: artifact.published ? t('designer.discard_text', { what }) : t('designer.discard_new_text', { what }),
      okText: t('designer.discard'),
      cancelText: t('common.cancel'),
      okButtonProps: { danger: true },
      onOk: async () => {
        try {
          if (!(await saving.flush())) return;
          const { seen } = saving.base();
          if (seen !== null) await dropDraft(kind.kind, artifact.key, seen);
          if (artifact.published) props.onDiscarded();
          else void navigate(kind.list, { replace: true });
        } catch (error) {
          void message.error(errorText(error));
        }
      },
    });
  return (
    <header className={css.bar}>
      <Link to={kind.list} aria-label={t('designer.back', { what })} title={t('designer.back', { what })}>
        <ArrowLeftOutlined aria-hidden />
      </Link>
      <button type="button" className={css.title} onClick={props.onTitle}>
        <h1 className="ellipsis">{props.title}</h1>
      </button>
      <SaveSign saving={saving} what={what} isNew={artifact.published === null} />
      <span className={css.spacer} />
      {props.children}
      <Button
        type="text"
        icon={<UndoOutlined aria-hidden />}
        aria-label={t('designer.undo')}
        title={`${t('designer.undo')} Ctrl+Z`}
        disabled={steps.past.length === 0}
        onClick={props.onUndo}
      />
      <Button
        type="text"
        icon={<RedoOutlined aria-hidden />}
        aria-label={t('designer.redo')}
        title={`${t('designer.redo')} Ctrl+Y`}
        disabled={steps.future.length === 0}
        onClick={props.onRedo}
      />
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            ...props.more,
            { key: 'versions', label: t('designer.versions.title'), onClick: props.onVersions },
            { key: 'discard', label: t('designer.discard'), danger: true, onClick: discard },
          ],
        }}
      >
        <Button type="text" icon={<EllipsisOutlined aria-hidden />} aria-label={t('designer.more')} />
      </Dropdown>
      <Button type="primary" size={phone ? 'small' : 'middle'} onClick={props.onPublish}>
        {t('designer.publish.button')}
      </Button>
    </header>
  );
}

function SaveSign<D>({ saving, what, isNew }: { saving: Autosave<D>; what: string; isNew: boolean }) {
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
      : t(`designer.save.${saving.state}`, { what });
  return <output className={css.saving}>{text}</output>;
}
