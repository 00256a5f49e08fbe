import '@/i18n/types';
import {
  BoldOutlined,
  ItalicOutlined,
  OrderedListOutlined,
  StrikethroughOutlined,
  UnderlineOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons';
import { Bold } from '@tiptap/extension-bold';
import { Document } from '@tiptap/extension-document';
import { HardBreak } from '@tiptap/extension-hard-break';
import { Heading } from '@tiptap/extension-heading';
import { Italic } from '@tiptap/extension-italic';
import { BulletList, ListItem, ListKeymap, OrderedList } from '@tiptap/extension-list';
import { Paragraph } from '@tiptap/extension-paragraph';
import { Strike } from '@tiptap/extension-strike';
import { Text } from '@tiptap/extension-text';
import { Underline } from '@tiptap/extension-underline';
import { UndoRedo } from '@tiptap/extensions/undo-redo';
import { type Editor, EditorContent, useEditor, useEditorState } from '@tiptap/react';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RichTextField } from '@/engine/blueprint';
import type { TypeInputProps } from './props';
import css from './types.module.css';

const EXTENSIONS = [
  Document,
  Paragraph,
  Text,
  HardBreak,
  Bold,
  Italic,
  Underline,
  Strike,
  BulletList,
  OrderedList,
  ListItem,
  ListKeymap,
  UndoRedo,
  Heading.configure({ levels: [2, 3] }),
];

/** Formatted text, written as in any office program. */
export function RichTextInput({
  id,
  value,
  disabled,
  invalid,
  label,
  describedBy,
  onText,
}: TypeInputProps<RichTextField>) {
  const editor = useEditor({
    extensions: EXTENSIONS,
    content: typeof value === 'string' ? value : '',
    editable: !disabled,
    editorProps: {
      attributes: {
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': label,
        'aria-invalid': String(invalid),
        ...(id ? { id } : {}),
        ...(describedBy ? { 'aria-describedby': describedBy } : {}),
      },
    },
    onUpdate: ({ editor: changed }) => onText(changed.isEmpty ? '' : changed.getHTML()),
  });
  return (
    <div className={`${css.editor} ${invalid ? css.bad : ''}`}>
      {editor && !disabled ? <Tools editor={editor} /> : null}
      <EditorContent editor={editor} className={css.rich} />
    </div>
  );
}

function Tools({ editor }: { editor: Editor }) {
  const { t } = useTranslation();
  const on = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      bold: now.isActive('bold'),
      italic: now.isActive('italic'),
      underline: now.isActive('underline'),
      strike: now.isActive('strike'),
      bullets: now.isActive('bulletList'),
      numbers: now.isActive('orderedList'),
      heading: now.isActive('heading', { level: 2 }),
    }),
  });
  const tool = (name: keyof typeof on, icon: ReactNode, act: () => void) => (
    <Button
      type={on[name] ? 'primary' : 'text'}
      ghost={on[name]}
      size="small"
      icon={icon}
      aria-label={t(`types.rich_${name}`)}
      aria-pressed={on[name]}
      title={t(`types.rich_${name}`)}
      onMouseDown={(event) => event.preventDefault()}
      onClick={act}
    />
  );
  const chain = () => editor.chain().focus();
  return (
    <div className={css.tools} role="toolbar" aria-label={t('types.rich_tools')}>
      {tool('bold', <BoldOutlined aria-hidden />, () => chain().toggleBold().run())}
      {tool('italic', <ItalicOutlined aria-hidden />, () => chain().toggleItalic().run())}
      {tool('underline', <UnderlineOutlined aria-hidden />, () => chain().toggleUnderline().run())}
      {tool('strike', <StrikethroughOutlined aria-hidden />, () => chain().toggleStrike().run())}
      {tool('heading', <b aria-hidden>H</b>, () => chain().toggleHeading({ level: 2 }).run())}
      {tool('bullets', <UnorderedListOutlined aria-hidden />, () => chain().toggleBulletList().run())}
      {tool('numbers', <OrderedListOutlined aria-hidden />, () => chain().toggleOrderedList().run())}
    </div>
  );
}
