import texts from './messages.json' with { type: 'json' };

/** The sentences for errors, by key; the same as on the server, which makes the file. */
export const messages: Readonly<Record<'zh' | 'en', Readonly<Record<string, string>>>> = texts;
