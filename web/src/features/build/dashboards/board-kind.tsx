import { useTranslation } from 'react-i18next';
import type { Finding } from '@/api/artifacts';
import { type BoardDocument, toBoard, widgetAt } from '@/engine/report/board';
import { type BoardDifference, boardClashes, boardDifferences, mergeBoards } from '@/engine/report/difference';
import type { BuildKind } from '@/features/build/build-kind';
import { useLabel } from '@/ui/session';
import { placeOfFinding } from './board-context';

/** Properties with a word of their own; the others are called settings. */
const WORDS = [
  'title',
  'label',
  'chart',
  'layout',
  'question',
  'definition',
  'options',
  'tab',
  'theme',
  'default',
] as const;

function useSentence(): (difference: BoardDifference) => string {
  const { t } = useTranslation();
  const label = useLabel();
  return ({ kind, part, key, label: named, property }) => {
    const name = part === 'board' ? '' : t(`boardBuild.part.${part}`, { name: label(named, key) });
    if (kind !== 'changed') return t(`boardBuild.diff.${kind}`, { name });
    const known = WORDS.find((each) => each === property);
    const word = known ? t(`boardBuild.property.${known}`) : t('boardBuild.property.other');
    return part === 'board' ? t('boardBuild.diff.board', { word }) : t('boardBuild.diff.changed', { name, word });
  };
}

/** Dashboards, as the shared parts of a workbench see them. */
export const BOARD_KIND: BuildKind<BoardDocument> = {
  kind: 'dashboard',
  list: '/build/dashboards',
  read: toBoard,
  merge: mergeBoards,
  useChanges: () => {
    const sentence = useSentence();
    return (before, after) => boardDifferences(before, after).map(sentence);
  },
  useClashes: () => {
    const sentence = useSentence();
    return (base, mine, theirs) => boardClashes(base, mine, theirs).map(sentence);
  },
  usePlace: () => {
    const { t } = useTranslation();
    const label = useLabel();
    return (board: BoardDocument, finding: Finding) => {
      const place = placeOfFinding(board, finding);
      if (place.kind === 'board') return '';
      const named =
        place.kind === 'widget'
          ? widgetAt(board, place.key)?.title
          : (place.kind === 'filter' ? board.filters : board.tabs)?.find((each) => each.key === place.key)?.label;
      return `${t(`boardBuild.part.${place.kind}`, { name: label(named, place.key) })}：`;
    };
  },
};
