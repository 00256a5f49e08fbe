/** A picture of what stands on the page: its drawing where it is one, else the whole element as it looks. */

const SVG = 'http://www.w3.org/2000/svg';

/** Copies an element with every style it has at the moment, so that it looks the same without its page. */
function copyOf(element: Element): Element {
  const copy = element.cloneNode(false) as Element;
  const styles = getComputedStyle(element);
  let text = '';
  for (const name of styles) text += `${name}:${styles.getPropertyValue(name)};`;
  copy.setAttribute('style', text);
  copy.removeAttribute('class');
  for (const child of element.childNodes) {
    if (child instanceof Element) {
      if (!child.classList.contains('visually-hidden') && !child.hasAttribute('data-no-picture')) {
        copy.append(copyOf(child));
      }
    } else copy.append(child.cloneNode());
  }
  return copy;
}

/** The element as a drawing of its own. Charts stay lines and texts; everything else is kept as markup inside. */
export function svgOf(element: HTMLElement): string {
  const chart = element.querySelector('[data-chart] svg');
  if (chart) {
    const copy = chart.cloneNode(true) as SVGElement;
    copy.setAttribute('xmlns', SVG);
    return new XMLSerializer().serializeToString(copy);
  }
  return wrapped(element);
}

function wrapped(element: HTMLElement): string {
  const { width, height } = element.getBoundingClientRect();
  const content = copyOf(element) as HTMLElement;
  content.setAttribute('xmlns', 'http://www.w3.org/1999/xhtml');
  const markup = new XMLSerializer().serializeToString(content);
  return `<svg xmlns="${SVG}" width="${width}" height="${height}"><foreignObject width="100%" height="100%">${markup}</foreignObject></svg>`;
}

/** The element as it looks, twice as fine as the screen. */
export async function pngOf(element: HTMLElement): Promise<Blob> {
  const { width, height } = element.getBoundingClientRect();
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(wrapped(element))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(width * 2);
  canvas.height = Math.ceil(height * 2);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.scale(2, 2);
  context.fillStyle = getComputedStyle(element).getPropertyValue('--surface').trim() || '#ffffff';
  context.fillRect(0, 0, width, height);
  context.drawImage(image, 0, 0);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'),
  );
}

/** Hands a file to the browser to be saved. */
export function save(content: Blob | string, name: string, type = 'application/octet-stream'): void {
  const blob = typeof content === 'string' ? new Blob([content], { type }) : content;
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 30_000);
}
