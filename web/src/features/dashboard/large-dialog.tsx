import { Modal } from 'antd';
import { ResultContent } from '@/ui/report/widget-content';
import type { WidgetProps } from '@/ui/report/widget-props';
import css from './dashboard.module.css';

/** A widget over the whole window. */
export function LargeDialog({ onClose, ...props }: WidgetProps & { asTable: boolean; onClose: () => void }) {
  return (
    <Modal open title={props.title} width="92vw" footer={null} onCancel={onClose}>
      <div className={css.large}>
        <ResultContent {...props} />
      </div>
    </Modal>
  );
}
