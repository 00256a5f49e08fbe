import { Form, Input, Modal, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { addDepartment, changeDepartment, type DepartmentInput } from '@/api/people';
import { isProblem } from '@/api/problem';
import type { Department } from '@/api/regions';
import { withBelow } from '@/engine/people/tree';
import type { ReferenceValue } from '@/engine/values';
import { DepartmentPick } from './department-pick';
import { PersonPick } from './person-pick';
import { type useStaff, useStaffAction } from './use-staff';

interface DepartmentDialogProps {
  staff: ReturnType<typeof useStaff>;
  department: Department | undefined;
  /** Of a new one. */
  parent: string | undefined;
  onClose: () => void;
}

interface Values {
  name: string;
  parent?: string;
  head?: ReferenceValue;
  disabled?: boolean;
}

/** Founds a department, or changes its name, place, head, or whether it is open. */
export function DepartmentDialog({ staff, department, parent, onClose }: DepartmentDialogProps) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const { run, busy } = useStaffAction();
  const head = staff.personOf(department?.head);
  const save = async (values: Values) => {
    const input: DepartmentInput = {
      name: values.name,
      parent: values.parent ?? '',
      head: values.head?.id ?? '',
      ...(department ? { disabled: values.disabled ?? false } : {}),
    };
    const done = await run(async () => {
      try {
        if (department) await changeDepartment(department.id, input);
        else await addDepartment(input);
      } catch (error) {
        const placed = isProblem(error) ? error.violations.filter((each) => each.field !== undefined) : [];
        form.setFields(placed.map((each) => ({ name: each.field as keyof Values, errors: [each.message] })));
        throw error;
      }
    }, t('staff.saved'));
    if (done) onClose();
  };
  const without = department ? withBelow(staff.departments, department.id) : new Set<string>();
  return (
    <Modal
      open
      title={department ? t('staff.edit_department') : t('staff.add_department')}
      okText={t('form.save')}
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{
          name: department?.name ?? '',
          parent: department?.parent ?? parent,
          head: head ? { id: head.id, title: head.name } : undefined,
          disabled: department?.disabled ?? false,
        }}
        onFinish={(values) => void save(values)}
      >
        <Form.Item
          name="name"
          label={t('staff.department_name')}
          rules={[{ required: true, whitespace: true, message: t('problem.required') }]}
        >
          <Input autoFocus maxLength={60} autoComplete="off" />
        </Form.Item>
        <Form.Item name="parent" label={t('staff.parent')}>
          <DepartmentPick all={staff.departments} without={without} placeholder={t('staff.top')} />
        </Form.Item>
        <Form.Item name="head" label={t('staff.head')}>
          <HeadPick label={t('staff.head')} />
        </Form.Item>
        {department ? (
          <Form.Item name="disabled" label={t('staff.close_department')} valuePropName="checked">
            <Switch />
          </Form.Item>
        ) : null}
      </Form>
    </Modal>
  );
}

/** The form gives the value and takes it back. */
function HeadPick(props: {
  id?: string;
  label: string;
  value?: ReferenceValue;
  onChange?: (value: ReferenceValue | undefined) => void;
}) {
  const { onChange = () => undefined, value, ...rest } = props;
  return <PersonPick {...rest} value={value} onChange={onChange} />;
}
