import { Input } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import css from './tasks.module.css';

interface CommentInputProps {
  label: string;
  value: string;
  required?: boolean;
  invalid?: boolean;
  placeholder: string;
  autoFocus?: boolean;
  /** Texts to choose from. */
  opinions?: readonly string[];
  onChange: (text: string) => void;
  onSend: () => void;
}

/** An opinion or a reason; Ctrl-Enter sends. */
export function CommentInput({ opinions = [], ...props }: CommentInputProps) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className={css.row}>
      <label htmlFor={id} className={css.commentLabel}>
        {props.label}
        {props.required ? <span className={css.star}> *</span> : null}
      </label>
      {opinions.length > 0 ? (
        <ul className={css.opinions} aria-label={t('work.opinions')}>
          {opinions.map((opinion) => (
            <li key={opinion}>
              <button type="button" className={css.opinion} onClick={() => props.onChange(opinion)}>
                {opinion}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <Input.TextArea
        id={id}
        autoFocus={props.autoFocus ?? false}
        rows={3}
        maxLength={2000}
        value={props.value}
        status={props.invalid ? 'error' : ''}
        placeholder={props.placeholder}
        onChange={(event) => props.onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) props.onSend();
        }}
      />
    </div>
  );
}
