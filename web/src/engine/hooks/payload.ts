/** A value that a payload holds somewhere, with the pointer to it (RFC 6901). */
export interface PayloadPath {
  pointer: string;
  sample: string;
}

const MOST = 300;
const SHORT = 40;

/** Every single value of an example, in its order; undefined where it is not JSON. */
export function payloadPaths(example: string): PayloadPath[] | undefined {
  let payload: unknown;
  try {
    payload = JSON.parse(example);
  } catch {
    return undefined;
  }
  if (typeof payload !== 'object' || payload === null) return undefined;
  const found: PayloadPath[] = [];
  walk(payload, '', found);
  return found;
}

function walk(value: unknown, pointer: string, found: PayloadPath[]): void {
  if (found.length >= MOST) return;
  if (typeof value !== 'object' || value === null) {
    const text = String(value);
    found.push({ pointer, sample: text.length > SHORT ? `${text.slice(0, SHORT)}…` : text });
    return;
  }
  for (const [name, part] of Object.entries(value)) {
    walk(part, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, found);
  }
}

/** What stands behind a pointer as people write it: `lead / phone`. */
export function pointerText(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join(' / ');
}
