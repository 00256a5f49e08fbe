import '@/i18n/designer';
import '@/i18n/exchange';
import '@/i18n/from-file';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StagedFile } from '@/api/import-files';
import { Page } from '@/ui/page';
import { NoPermission } from '@/ui/refusals';
import { useWorkplace } from '@/ui/session';
import { UploadStep } from '@/ui/sheets/upload-step';
import { useAllForms } from '../use-all-forms';
import { CreateDialog, type Made } from './create-dialog';
import { type Chosen, FieldsStep } from './fields-step';
import css from './from-file.module.css';
import { MadeStep } from './made-step';

/** `/build/forms/from-file`: a spreadsheet becomes a form, and its rows become records of it. */
export function FromFilePage() {
  const { t } = useTranslation();
  const { session } = useWorkplace();
  const all = useAllForms(session.builds);
  const [file, setFile] = useState<StagedFile>();
  const [chosen, setChosen] = useState<Chosen>();
  const [made, setMade] = useState<Made>();
  if (!session.builds) return <NoPermission />;
  const step = made ? 2 : file ? 1 : 0;
  return (
    <Page title={t('from_file.title')}>
      <ol className={css.steps}>
        {[t('from_file.step.file'), t('from_file.step.fields'), t('from_file.step.made')].map((name, index) => (
          <li key={name} aria-current={index === step ? 'step' : undefined}>
            <span aria-hidden>{index + 1}</span>
            {name}
          </li>
        ))}
      </ol>
      {file ? null : (
        <>
          <p className={css.hint}>{t('from_file.intro')}</p>
          <UploadStep onFile={setFile} />
        </>
      )}
      {file && !made ? <FieldsStep file={file} onBack={() => setFile(undefined)} onNext={setChosen} /> : null}
      {file && chosen && !made ? (
        <CreateDialog
          file={file}
          chosen={chosen}
          taken={new Set(all.data?.items.map((item) => item.key) ?? [])}
          onClose={() => setChosen(undefined)}
          onMade={setMade}
        />
      ) : null}
      {made ? <MadeStep made={made} /> : null}
    </Page>
  );
}
