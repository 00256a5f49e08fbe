import { Drawer, Modal } from 'antd';
import type { ReactNode } from 'react';
import { usePhone } from '../use-phone';
import css from './tasks.module.css';

interface FrameProps {
  title: string;
  wide?: boolean;
  footer: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/** A dialog on a desk, a sheet from below on a phone. */
export function Frame(props: FrameProps) {
  const phone = usePhone();
  if (phone) {
    return (
      <Drawer
        open
        placement="bottom"
        size="auto"
        title={props.title}
        onClose={props.onClose}
        footer={props.footer}
        className={css.sheet ?? ''}
      >
        {props.children}
      </Drawer>
    );
  }
  return (
    <Modal open title={props.title} width={props.wide ? 960 : 520} onCancel={props.onClose} footer={props.footer}>
      {props.children}
    </Modal>
  );
}
