import { useTranslation } from 'react-i18next';
import { type ApiProblem, isProblem } from '@/api/problem';
import { groupDigits } from '@/engine/digits';
import type { Problem } from '@/engine/form/problems';

import { useLabel } from './session';

/** A sentence for a problem of a field: what is wrong and what to do. */
export function useProblemText(): (problem: Problem | undefined) => string | undefined {
  const { t } = useTranslation();
  const label = useLabel();
  return (problem) => {
    if (!problem) return undefined;
    const limit = groupDigits(problem.limit ?? '');
    const text = problem.text ?? '';
    switch (problem.code) {
      case 'required':
        return t('problem.required');
      case 'number_format':
        return t('problem.number_format', { text });
      case 'number_scale':
        return t('problem.number_scale', { limit });
      case 'date_format':
        return t('problem.date_format', { text });
      case 'phone_format':
        return t('problem.phone_format');
      case 'email_format':
        return t('problem.email_format');
      case 'url_format':
        return t('problem.url_format');
      case 'choice_format':
        return t('problem.choice_format', { text });
      case 'time_format':
      case 'location_format':
        return t(`problem.${problem.code}`, { text });
      case 'id_number_format':
      case 'credit_code_format':
      case 'bank_card_format':
      case 'barcode_format':
        return t(`problem.${problem.code}`);
      case 'minimum':
        return t('problem.minimum', { limit });
      case 'maximum':
        return t('problem.maximum', { limit });
      case 'too_long':
        return t('problem.too_long', { limit });
      case 'too_many_files':
        return t('problem.too_many_files', { limit });
      case 'lines_minimum':
        return t('problem.lines_minimum', { limit });
      case 'lines_maximum':
        return t('problem.lines_maximum', { limit });
      case 'option_closed':
        return t('problem.option_closed', { option: label(problem.message) });
      case 'outside':
        return t('problem.outside');
      case 'validation':
        return label(problem.message);
      case 'refused':
        return text;
    }
  };
}

/** A sentence for a request that failed. The server's own words come first: it knows more. */
export function useErrorText(): (error: unknown) => string {
  const { t } = useTranslation();
  return (error) => {
    if (!isProblem(error)) return t('error.unexpected');
    return known(error) || [error.body.title, error.body.detail].filter(Boolean).join('：') || t('error.unexpected');
  };
  function known(problem: ApiProblem): string {
    switch (problem.code.split('.').at(-1)) {
      case 'unreachable':
        return t('error.unreachable');
      case 'unavailable':
        return t('error.unavailable');
      case 'internal':
        return problem.body.id ? t('error.internal', { id: problem.body.id }) : t('error.unexpected');
      case 'not_found':
        return t('error.not_found');
      case 'forbidden':
        return t('error.forbidden');
      case 'already_done':
        return problem.body.detail ?? problem.body.title;
      default:
        return '';
    }
  }
}
