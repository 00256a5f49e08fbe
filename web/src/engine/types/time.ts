/** A time of the day as it is kept, `08:30`; undefined for what is none. */
export function readTime(text: string): string | undefined {
  const parts = /^(\d{1,2})[:：]?(\d{2})(?:[:：]\d{2})?$/.exec(text.trim());
  if (!parts?.[1] || !parts[2]) return undefined;
  if (Number(parts[1]) > 23 || Number(parts[2]) > 59) return undefined;
  return `${parts[1].padStart(2, '0')}:${parts[2]}`;
}
