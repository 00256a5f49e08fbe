import { ArrowDownOutlined, ArrowUpOutlined, CloseOutlined, SettingOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import css from '../boards.module.css';

interface CardProps {
  name: string;
  /** Beside the name: what is chosen most. */
  choice?: ReactNode;
  onUp?: (() => void) | undefined;
  onDown?: (() => void) | undefined;
  onRemove: () => void;
  /** Everything else, behind the wheel. */
  children: ReactNode;
}

/** A part of a question: its name, the choice that matters most, and the rest when it is asked for. */
export function Card({ name, choice, onUp, onDown, onRemove, children }: CardProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <section className={css.card} aria-label={name}>
      <div className={css.cardHead}>
        <span className={`${css.cardName} ellipsis`} title={name}>
          {name}
        </span>
        {choice}
        <Button
          type="text"
          size="small"
          icon={<SettingOutlined aria-hidden />}
          aria-label={t('boardBuild.q.settings_of', { name })}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        />
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined aria-hidden />}
          aria-label={t('boardBuild.q.remove', { name })}
          onClick={onRemove}
        />
      </div>
      {open ? (
        <div className={css.cardBody}>
          {children}
          {onUp || onDown ? (
            <div className={css.inRow}>
              <Button size="small" icon={<ArrowUpOutlined aria-hidden />} disabled={!onUp} onClick={onUp}>
                {t('boardBuild.q.up')}
              </Button>
              <Button size="small" icon={<ArrowDownOutlined aria-hidden />} disabled={!onDown} onClick={onDown}>
                {t('boardBuild.q.down')}
              </Button>
            </div>
          ) : null}
        </div>
      ) : null}
    </section>
  );
}
