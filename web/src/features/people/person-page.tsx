import '@/i18n/people';
import { ArrowLeftOutlined } from '@ant-design/icons';
import { Button, Checkbox, Form, Input } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { type Colleague, changePerson, type Invited, invite, type PersonInput } from '@/api/people';
import { isProblem } from '@/api/problem';
import { lookAs } from '@/api/view-as';
import type { ReferenceValue } from '@/engine/values';
import { LinkButton } from '@/ui/link-button';
import { Page, Panel } from '@/ui/page';
import { NoPermission } from '@/ui/refusals';
import { useWorkplace } from '@/ui/session';
import { EmptyState, ErrorState, Loading } from '@/ui/states';
import { Moment } from '@/ui/values/time';
import { DepartmentPick } from './department-pick';
import css from './people.module.css';
import { PersonPick } from './person-pick';
import { StateTag } from './state-tag';
import { useStaff, useStaffAction } from './use-staff';

const InviteDialog = lazy(async () => ({ default: (await import('./invite-dialog')).InviteDialog }));
const LeaveDialog = lazy(async () => ({ default: (await import('./leave-dialog')).LeaveDialog }));
const PasswordDialog = lazy(async () => ({ default: (await import('./password-dialog')).PasswordDialog }));

/** `/people/:id`: one person, with everything an administrator decides about them. */
export function PersonPage() {
  const { t } = useTranslation();
  const { session } = useWorkplace();
  const { id } = useParams();
  if (!session.administers) return <NoPermission />;
  return <Found id={id ?? ''} key={id} title={t('people.title')} />;
}

function Found({ id, title }: { id: string; title: string }) {
  const { t } = useTranslation();
  const staff = useStaff();
  const person = staff.personOf(id);
  if (staff.failed) return <ErrorState page error={staff.failed.error} retry={() => void staff.failed?.refetch()} />;
  if (staff.pending) {
    return (
      <Page title={title} width="narrow">
        <Loading lines={8} />
      </Page>
    );
  }
  if (!person) return <EmptyState page title={t('staff.unknown')} />;
  return <Person person={person} staff={staff} />;
}

interface PartProps {
  person: Colleague;
  staff: ReturnType<typeof useStaff>;
}

function Person({ person, staff }: PartProps) {
  const { t } = useTranslation();
  const { session } = useWorkplace();
  return (
    <Page
      title={person.name}
      width="narrow"
      aside={<StateTag person={person} />}
      actions={
        <>
          <LinkButton to="/people" icon={<ArrowLeftOutlined aria-hidden />}>
            {t('staff.back')}
          </LinkButton>
          {person.disabled ? null : <LinkButton to={`/explain?person=${person.id}`}>{t('staff.explain')}</LinkButton>}
          {person.disabled || person.id === session.person.id ? null : (
            <Button onClick={() => lookAs(person.id)}>{t('staff.view_as')}</Button>
          )}
        </>
      }
    >
      <Basics person={person} />
      <Work person={person} staff={staff} />
      <Rights person={person} staff={staff} />
      <SigningIn person={person} />
    </Page>
  );
}

/** A form that is saved as a whole and shows the server's words at its fields. */
function useSaved<V extends object>(person: Colleague) {
  const { t } = useTranslation();
  const [form] = Form.useForm<V>();
  const { run, busy } = useStaffAction();
  const [touched, setTouched] = useState(false);
  const save = (input: PersonInput) =>
    run(async () => {
      try {
        await changePerson(person.id, input);
        setTouched(false);
      } catch (error) {
        const placed = isProblem(error) ? error.violations.filter((each) => each.field !== undefined) : [];
        form.setFields(placed.map((each) => ({ name: each.field, errors: [each.message] })) as never);
        throw error;
      }
    }, t('staff.saved'));
  const button = (
    <Button type="primary" htmlType="submit" loading={busy} disabled={!touched}>
      {t('form.save')}
    </Button>
  );
  return { form, save, button, touch: () => setTouched(true) };
}

function Basics({ person }: { person: Colleague }) {
  const { t } = useTranslation();
  const { form, save, button, touch } = useSaved<{ name: string; email: string; phone: string }>(person);
  return (
    <Panel title={t('staff.basics')}>
      <Form
        form={form}
        layout="vertical"
        className={css.columns ?? ''}
        initialValues={{ name: person.name, login: person.login, email: person.email ?? '', phone: person.phone ?? '' }}
        onValuesChange={touch}
        onFinish={({ name, email, phone }) => void save({ name, email, phone })}
      >
        <Form.Item
          name="name"
          label={t('staff.name')}
          rules={[{ required: true, whitespace: true, message: t('problem.required') }]}
        >
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
        <Form.Item name="login" label={t('staff.login')}>
          <Input disabled />
        </Form.Item>
        <Form.Item name="email" label={t('staff.email')}>
          <Input inputMode="email" autoComplete="off" />
        </Form.Item>
        <Form.Item name="phone" label={t('staff.phone')}>
          <Input inputMode="tel" autoComplete="off" />
        </Form.Item>
        {button}
      </Form>
    </Panel>
  );
}

function Work({ person, staff }: PartProps) {
  const { t } = useTranslation();
  const manager = staff.personOf(person.manager);
  const { form, save, button, touch } = useSaved<{ department?: string; manager?: ReferenceValue }>(person);
  return (
    <Panel title={t('staff.work')}>
      <Form
        form={form}
        layout="vertical"
        className={css.columns ?? ''}
        initialValues={{
          department: person.department,
          manager: manager ? { id: manager.id, title: manager.name } : undefined,
        }}
        onValuesChange={touch}
        onFinish={(values) => void save({ department: values.department ?? '', manager: values.manager?.id ?? '' })}
      >
        <Form.Item name="department" label={t('staff.department')}>
          <DepartmentPick all={staff.departments} placeholder={t('staff.no_department')} />
        </Form.Item>
        <Form.Item name="manager" label={t('staff.manager')}>
          <ManagerPick label={t('staff.manager')} />
        </Form.Item>
        {button}
      </Form>
    </Panel>
  );
}

function ManagerPick(props: {
  id?: string;
  label: string;
  value?: ReferenceValue;
  onChange?: (value: ReferenceValue | undefined) => void;
}) {
  const { onChange = () => undefined, value, ...rest } = props;
  return <PersonPick {...rest} value={value} onChange={onChange} />;
}

function Rights({ person, staff }: PartProps) {
  const { t } = useTranslation();
  const { form, save, button, touch } = useSaved<{ roles: string[] }>(person);
  return (
    <Panel title={t('staff.rights')}>
      <p className={css.hint}>{t('staff.rights_help')}</p>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ roles: person.roles }}
        onValuesChange={touch}
        onFinish={({ roles }) => void save({ roles })}
      >
        <Form.Item name="roles" aria-label={t('staff.roles')}>
          <Checkbox.Group
            style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(128px, 1fr))', gap: 8 }}
            options={staff.roles.map((role) => ({ value: role.key, label: staff.roleName(role.key) }))}
          />
        </Form.Item>
        {button}
      </Form>
    </Panel>
  );
}

function SigningIn({ person }: { person: Colleague }) {
  const { t } = useTranslation();
  const { session } = useWorkplace();
  const { run, busy } = useStaffAction();
  const [invited, setInvited] = useState<Invited>();
  const [leaving, setLeaving] = useState(false);
  const [setting, setSetting] = useState(false);
  const send = (mail: boolean) =>
    void run(async () => {
      const [first] = (await invite([person.id], mail)).items;
      setInvited(first);
    });
  const self = person.id === session.person.id;
  return (
    <Panel title={t('staff.signing_in')}>
      <p className={css.panelText}>
        {t(person.joined ? 'staff.has_joined' : 'staff.not_joined')}
        {person.invitedUntil ? (
          <span className={css.hint}>
            {' · '}
            {t('staff.link_open')} <Moment at={person.invitedUntil} />
          </span>
        ) : null}
      </p>
      <div className={css.buttons}>
        {person.disabled ? (
          <Button
            loading={busy}
            onClick={() => void run(() => changePerson(person.id, { disabled: false }), t('staff.enabled_now'))}
          >
            {t('staff.enable')}
          </Button>
        ) : (
          <>
            <Button loading={busy} onClick={() => send(false)}>
              {t(person.joined ? 'staff.reset_link' : 'staff.send_link')}
            </Button>
            <Button
              disabled={!person.email}
              title={person.email ? undefined : t('staff.no_email')}
              loading={busy}
              onClick={() => send(true)}
            >
              {t(person.joined ? 'staff.reset_mail' : 'staff.send_mail')}
            </Button>
            <Button onClick={() => setSetting(true)}>{t('staff.set_password')}</Button>
            {self ? null : (
              <Button danger onClick={() => setLeaving(true)}>
                {t('staff.disable')}
              </Button>
            )}
          </>
        )}
      </div>
      <Suspense fallback={null}>
        {invited ? <InviteDialog name={person.name} invited={invited} onClose={() => setInvited(undefined)} /> : null}
        {leaving ? <LeaveDialog person={person} onClose={() => setLeaving(false)} /> : null}
        {setting ? <PasswordDialog person={person} onClose={() => setSetting(false)} /> : null}
      </Suspense>
    </Panel>
  );
}
