import { describe, expect, it } from 'vitest';
import { piecesOf, sentText, typedText } from './mentions';

const li = { id: '01a20b8a-0000-7000-8000-000000000001', title: '李明' };
const long = { id: '01a20b8a-0000-7000-8000-000000000002', title: '李明亮' };

describe('mentions', () => {
  it('are sent as ids and typed as names, the longer name first', () => {
    const sent = sentText('@李明亮 @李明 请看，@李四 不用', [li, long]);
    expect(sent).toBe(`@[${long.id}] @[${li.id}] 请看，@李四 不用`);
    expect(typedText(sent, [li, long])).toBe('@李明亮 @李明 请看，@李四 不用');
  });

  it('stand apart from the words around them', () => {
    expect(piecesOf(`请 @[${li.id}] 看`)).toEqual([{ text: '请 ' }, { person: li.id }, { text: ' 看' }]);
    expect(piecesOf('a@b.com')).toEqual([{ text: 'a@b.com' }]);
  });
});
