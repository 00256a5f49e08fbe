import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useState } from 'react';
import { COLLEAGUES_KEY, type Colleague, DEPARTMENTS_KEY, loadColleagues } from '@/api/people';
import { loadDepartments } from '@/api/regions';
import { loadRoles } from '@/api/session';
import { useErrorText } from '@/ui/problem-text';
import { useLabel } from '@/ui/session';

/** Everybody, the departments and the roles: a company has few enough to be kept as a whole. */
export function useStaff() {
  const people = useQuery({ queryKey: COLLEAGUES_KEY, queryFn: loadColleagues });
  const departments = useQuery({ queryKey: DEPARTMENTS_KEY, queryFn: loadDepartments });
  const roles = useQuery({ queryKey: ['roles'], queryFn: loadRoles });
  const label = useLabel();
  const all = people.data?.items ?? [];
  return {
    people: all,
    departments: departments.data?.items ?? [],
    roles: roles.data ?? [],
    roleName: (key: string) => label(roles.data?.find((role) => role.key === key)?.label, key),
    personOf: (id: string | null | undefined): Colleague | undefined => all.find((person) => person.id === id),
    failed: [people, departments, roles].find((query) => query.isError),
    pending: people.isPending || departments.isPending || roles.isPending,
  };
}

/** Does something about people, says what went wrong, and shows everything anew. */
export function useStaffAction() {
  const { message } = App.useApp();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const [busy, setBusy] = useState(false);
  const run = async (work: () => Promise<unknown>, done?: string): Promise<boolean> => {
    setBusy(true);
    try {
      await work();
      if (done) void message.success(done);
      return true;
    } catch (error) {
      void message.error(errorText(error));
      return false;
    } finally {
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['people'] }),
        queries.invalidateQueries({ queryKey: DEPARTMENTS_KEY }),
        queries.invalidateQueries({ queryKey: ['choices', 'people'] }),
      ]);
      setBusy(false);
    }
  };
  return { run, busy };
}
