/**
 * Links and images of a site's pages that lead to no file, or to no place in one. `beside` are the
 * files outside the site that may be linked to, from the folder above it.
 */
export function deadLinks(
  files: ReadonlyMap<string, string>,
  beside: ReadonlySet<string> = new Set(),
): string[] {
  const dead: string[] = [];
  for (const [path, text] of files) {
    if (!path.endsWith('.html')) continue;
    for (const [, link = ''] of text.matchAll(/ (?:href|src)="([^"]*)"/gu)) {
      if (link === 'data:,') continue;
      const target = new URL(link.replaceAll('&#39;', "'"), `file:///site/${path}`);
      const name = decodeURIComponent(target.pathname.slice(1));
      const place = decodeURIComponent(target.hash.slice(1));
      if (target.protocol === 'file:' && place === '' && beside.has(name)) continue;
      const found = name.startsWith('site/') ? files.get(name.slice('site/'.length)) : undefined;
      if (found === undefined || (place !== '' && !found.includes(`id="${place}"`)))
        dead.push(`${path} -> ${link}`);
    }
  }
  return dead;
}
