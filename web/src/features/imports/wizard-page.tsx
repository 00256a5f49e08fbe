import '@/i18n/exchange';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { type StagedFile, startPlan } from '@/api/import-files';
import type { ImportPlan } from '@/engine/import-plan';
import { Page } from '@/ui/page';
import { useErrorText } from '@/ui/problem-text';
import { NoPermission } from '@/ui/refusals';
import { useWorkplace } from '@/ui/session';
import { MappingStep } from './mapping-step';
import { PreviewStep } from './preview-step';
import { UploadStep } from './upload-step';
import css from './wizard.module.css';

/** `/imports/new`: a file becomes records in three steps. */
export function WizardPage() {
  const { blueprint } = useWorkplace();
  return blueprint.forms.some((form) => form.may.import) ? <Wizard /> : <NoPermission />;
}

function Wizard() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const errorText = useErrorText();
  const { blueprint } = useWorkplace();
  const [search] = useSearchParams();
  const forms = blueprint.forms.filter((form) => form.may.import);
  const [file, setFile] = useState<StagedFile | undefined>(undefined);
  const [form, setForm] = useState(search.get('form') ?? forms[0]?.key ?? '');
  const [plan, setPlan] = useState<ImportPlan | undefined>(undefined);
  const [trying, setTrying] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState('');
  const step = file === undefined ? 0 : trying ? 2 : 1;
  const start = async () => {
    if (!file || !plan) return;
    setBusy(true);
    setFailure('');
    try {
      await startPlan(file.id, plan);
      void navigate('/imports');
    } catch (error) {
      setFailure(errorText(error));
      setBusy(false);
    }
  };
  return (
    <Page title={t('wizard.title')}>
      <ol className={css.steps}>
        {[t('wizard.step.file'), t('wizard.step.mapping'), t('wizard.step.check')].map((name, index) => (
          <li key={name} aria-current={index === step ? 'step' : undefined} className={index < step ? css.past : ''}>
            <span aria-hidden>{index + 1}</span>
            {name}
          </li>
        ))}
      </ol>
      {file === undefined ? <UploadStep onFile={setFile} /> : null}
      {file !== undefined && !trying ? (
        <MappingStep
          file={file}
          form={form}
          forms={forms}
          plan={plan}
          onFile={setFile}
          onForm={(key) => {
            setForm(key);
            setPlan(undefined);
          }}
          onPlan={setPlan}
          onBack={() => {
            setFile(undefined);
            setPlan(undefined);
          }}
          onNext={() => setTrying(true)}
        />
      ) : null}
      {file !== undefined && trying && plan !== undefined ? (
        <PreviewStep
          file={file}
          plan={plan}
          busy={busy}
          failure={failure}
          onPlan={setPlan}
          onBack={() => setTrying(false)}
          onStart={() => void start()}
        />
      ) : null}
    </Page>
  );
}
