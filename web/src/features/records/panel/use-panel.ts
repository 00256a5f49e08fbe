import type { ReactNode } from 'react';
import type { SetURLSearchParams } from 'react-router';
import type { Form } from '@/engine/blueprint';

/** How one moves about while a record is open beside the list. */
export interface PanelWays {
  close: () => void;
  /** Undefined at the ends of the list, and where the panel has gone on to another record. */
  previous: (() => void) | undefined;
  next: (() => void) | undefined;
  /** Back to the record a reference was followed from. */
  back: (() => void) | undefined;
}

export type RenderRecord = (form: string, id: string, ways: PanelWays) => ReactNode;

const LONGEST_TRAIL = 20;

/** The record that is open beside a list, and those that references led to; all of it stands in the address. */
export function usePanel(
  form: Form,
  address: URLSearchParams,
  setAddress: SetURLSearchParams,
  order: readonly string[],
) {
  const openId = address.get('open');
  const trail = (address.get('through') ?? '').split(',').filter((step) => step.includes('/'));
  const change = (write: (next: URLSearchParams) => void, replace = false) =>
    setAddress(
      (current) => {
        const next = new URLSearchParams(current);
        write(next);
        return next;
      },
      { replace },
    );
  const go = (steps: readonly string[]) =>
    change((next) => {
      if (steps.length === 0) next.delete('through');
      else next.set('through', steps.slice(-LONGEST_TRAIL).join(','));
    });
  const show = (id: string, replace = false) =>
    change((next) => {
      next.set('open', id);
      next.delete('through');
    }, replace);
  const at = openId === null ? -1 : order.indexOf(openId);
  const beside = (step: number) => {
    const id = trail.length > 0 || at < 0 ? undefined : order[at + step];
    return id === undefined ? undefined : () => show(id, true);
  };
  const [topForm = form.key, topId = openId ?? ''] = trail.at(-1)?.split('/') ?? [];
  const ways: PanelWays = {
    close: () =>
      change((next) => {
        next.delete('open');
        next.delete('through');
      }),
    previous: beside(-1),
    next: beside(1),
    back: trail.length > 0 ? () => go(trail.slice(0, -1)) : undefined,
  };
  return {
    openId,
    top: { form: topForm, id: topId },
    ways,
    show: (id: string) => show(id),
    /** Follows a reference without leaving the list. */
    follow: (to: string, id: string) => go([...trail, `${to}/${id}`]),
  };
}

export type OpenPanel = ReturnType<typeof usePanel>;
