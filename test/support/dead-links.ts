/** Links and images of a site's pages that lead to no file, or to no place in one. */
export function deadLinks(files: ReadonlyMap<string, string>): string[] {
  const dead: string[] = [];
  for (const [path, text] of files) {
    if (!path.endsWith('.html')) continue;
    for (const [, link = ''] of text.matchAll(/ (?:href|src)="([^"]*)"/gu)) {
      if (link === 'data:,') continue;
      const target = new URL(link, `file:///${path}`);
      const found = files.get(decodeURIComponent(target.pathname.slice(1)));
      const place = decodeURIComponent(target.hash.slice(1));
      if (found === undefined || (place !== '' && !found.includes(`id="${place}"`)))
        dead.push(`${path} -> ${link}`);
    }
  }
  return dead;
}
