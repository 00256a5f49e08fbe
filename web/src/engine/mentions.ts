import type { ReferenceValue } from './values';

const TOKEN = /@\[([0-9a-f-]{36})\]/g;

/** A piece of a comment: plain words, or somebody who is named. */
export type Piece = { text: string } | { person: string };

/** What a comment says, with the people in it apart. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const found of text.matchAll(TOKEN)) {
    if (found.index > at) pieces.push({ text: text.slice(at, found.index) });
    pieces.push({ person: found[1] ?? '' });
    at = found.index + found[0].length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at) });
  return pieces;
}

/** A comment as it is typed: names instead of ids. */
export function typedText(text: string, people: readonly ReferenceValue[]): string {
  const names = new Map(people.map((person) => [person.id, person.title]));
  return text.replace(TOKEN, (token, id: string) => (names.has(id) ? `@${names.get(id)}` : token));
}

/** A comment as it is sent: the names of people that were picked become their ids, longer names first. */
export function sentText(text: string, picked: readonly ReferenceValue[]): string {
  const byLength = [...picked].sort((left, right) => right.title.length - left.title.length);
  return byLength.reduce((sent, { id, title }) => sent.split(`@${title}`).join(`@[${id}]`), text);
}
