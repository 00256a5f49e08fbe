/** A region with those below it. */
export interface RegionNode {
  code: string;
  name: string;
  children: RegionNode[];
}

/** Names that stand in the codes only, not in an address. */
const UNSPOKEN = new Set(['省直辖县', '自治区直辖县级行政区划', '县', '市辖区']);

const ENDING = /(特别行政区|(壮族|回族|维吾尔)?自治区|省|市|地区|盟)$/;

/** Where a text says it is: the deepest region it names, and what follows. */
export interface Placed {
  code: string | undefined;
  rest: string;
}

/** The administrative regions of China by their codes of six digits. */
export class Regions {
  readonly roots: RegionNode[] = [];
  private readonly byCode = new Map<string, RegionNode>();
  private readonly former = new Map<string, string>();

  constructor(items: readonly (readonly [string, string])[], former: readonly (readonly string[])[] = []) {
    for (const [code, name] of [...items].sort((left, right) => levelOf(left[0]) - levelOf(right[0]))) {
      const node: RegionNode = { code, name, children: [] };
      this.byCode.set(code, node);
      const above = levelOf(code) === 1 ? undefined : this.byCode.get(parentOf(code));
      (above?.children ?? this.roots).push(node);
    }
    for (const [code, name] of former) if (code && name) this.former.set(code, name);
  }

  /** The codes from the province down to a region. */
  way(code: string): string[] {
    const all = [`${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`, code];
    return all.filter((each, index) => all.indexOf(each) === index && (this.byCode.has(each) || this.former.has(each)));
  }

  /** The name of a region as it stands in an address: 广东省深圳市南山区; the code where it is not known. */
  name(code: string): string {
    let text = '';
    let last = '';
    for (const each of this.way(code)) {
      const name = this.byCode.get(each)?.name ?? this.former.get(each) ?? '';
      if (UNSPOKEN.has(name) || name === last) continue;
      text += name;
      last = name;
    }
    return text === '' ? code : text;
  }

  /**
   * The region a text begins with, found from the province down because many counties share their name. Province or
   * city may be left out where what follows names one only, and be written short.
   */
  parse(text: string): Placed {
    let rest = text.trim();
    let at: RegionNode | undefined;
    for (let level = 1; level <= 3; level++) {
      const below: RegionNode[] = at ? at.children : this.roots;
      const found: RegionNode | undefined = longest(below, rest) ?? this.skipping(at, rest);
      if (!found) break;
      rest = rest.slice(matched(found, rest)).replace(/^[\s,，/-]+/, '');
      at = found;
      if (levelOf(found.code) === 3) break;
    }
    return { code: at?.code, rest };
  }

  /** A city without its province; a county right after its province. */
  private skipping(at: RegionNode | undefined, text: string): RegionNode | undefined {
    if (!at)
      return longest(
        this.roots.flatMap((province) => province.children),
        text,
      );
    if (levelOf(at.code) !== 1) return undefined;
    const counties = at.children.flatMap((city) => city.children).filter((county) => text.startsWith(county.name));
    const names = new Set(counties.map((county) => county.name));
    return names.size === counties.length ? longest(counties, text) : undefined;
  }
}

export function levelOf(code: string): 1 | 2 | 3 {
  if (code.endsWith('0000')) return 1;
  return code.endsWith('00') ? 2 : 3;
}

function parentOf(code: string): string {
  return levelOf(code) === 2 ? `${code.slice(0, 2)}0000` : `${code.slice(0, 4)}00`;
}

function longest(regions: readonly RegionNode[], text: string): RegionNode | undefined {
  let best: RegionNode | undefined;
  let length = 0;
  for (const region of regions) {
    const size = UNSPOKEN.has(region.name) ? 0 : matched(region, text);
    if (size > length) {
      best = region;
      length = size;
    }
  }
  return best;
}

/** How many characters of a text name the region: its whole name, or the name without its last word. */
function matched(region: RegionNode, text: string): number {
  if (text.startsWith(region.name)) return region.name.length;
  const brief = levelOf(region.code) === 3 ? region.name : region.name.replace(ENDING, '');
  return brief.length >= 2 && text.startsWith(brief) ? brief.length : 0;
}
