/** The words of formatted text on one line; for cells, copying and comparing. */
export function plainHtml(html: string): string {
  const text = html.replace(/<(br|\/p|\/li|\/h\d|\/tr|\/div)[^>]*>/g, ' ').replace(/<[^>]*>/g, '');
  return text
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
}
