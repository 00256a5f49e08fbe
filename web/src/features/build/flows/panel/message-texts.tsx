import { useTranslation } from 'react-i18next';
import type { PeopleNode } from '@/engine/flow/document';
import { TemplateField } from '@/features/build/rules/panel/template-field';
import type { ChangePeople } from './people-panel';
import { RuleScope } from './rule-scope';

/** What those asked are told, with values of the record in it. */
export function MessageTexts(props: { message: NonNullable<PeopleNode['message']>; change: ChangePeople }) {
  const { message, change } = props;
  const { t } = useTranslation();
  return (
    <RuleScope>
      <TemplateField
        label={t('flows.message.text')}
        value={message.title}
        onChange={(title) => change({ message: { ...message, title } }, 'message.title')}
      />
      <TemplateField
        long
        label={t('flows.message.body')}
        value={message.body}
        onChange={(body) => {
          const { body: _, ...rest } = message;
          change({ message: body === '' ? rest : { ...rest, body } }, 'message.body');
        }}
      />
    </RuleScope>
  );
}
