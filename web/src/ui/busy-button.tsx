import { LoadingOutlined } from '@ant-design/icons';
import { Button, type ButtonProps } from 'antd';

/** A button whose work is under way: it says so, keeps its place and its focus, and does nothing twice. */
export function BusyButton({ busy, onClick, ...props }: Omit<ButtonProps, 'loading' | 'icon'> & { busy: boolean }) {
  return (
    <Button
      {...props}
      aria-busy={busy}
      icon={busy ? <LoadingOutlined aria-hidden /> : undefined}
      onClick={busy ? undefined : onClick}
    />
  );
}
