/** The colours an option may have, by the names artifacts use; the same on tags and in charts. */
const NAMES: Record<string, string> = {
  default: 'grey',
  gray: 'grey',
  grey: 'grey',
  red: 'red',
  volcano: 'orange',
  orange: 'orange',
  gold: 'gold',
  yellow: 'gold',
  lime: 'lime',
  green: 'green',
  teal: 'cyan',
  cyan: 'cyan',
  blue: 'blue',
  processing: 'blue',
  geekblue: 'indigo',
  indigo: 'indigo',
  purple: 'purple',
  violet: 'purple',
  magenta: 'pink',
  pink: 'pink',
  success: 'green',
  warning: 'gold',
  error: 'red',
};

/** For text: dark enough to read. */
export function colourVariable(color: string | undefined): string {
  return `var(--tag-${NAMES[color ?? 'default'] ?? 'grey'})`;
}

/** The same hue for an area of a chart. */
export function chartColour(color: string | undefined): string {
  return `var(--chart-${NAMES[color ?? 'default'] ?? 'grey'})`;
}
