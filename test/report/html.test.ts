import { describe, expect, it } from 'vitest';
import { html, pageText, raw, type Part } from '../../src/report/html.ts';
import { slug } from '../../src/report/links.ts';

describe('html', () => {
  it('escapes text and lets markup of its own through', () => {
    const inner = html`<b>${'a < b & "c"'}</b>`;
    expect(
      pageText(html`<p title="${`"'\``}">${inner}${[1, ' ', inner]}${false}${undefined}</p>`),
    ).toBe(
      '<p title="&quot;&#39;&#96;"><b>a &lt; b &amp; &quot;c&quot;</b>1 <b>a &lt; b &amp; &quot;c&quot;</b></p>',
    );
  });

  it('takes no object from outside for markup', () => {
    const forged = JSON.parse('{"Symbol(html)":"<script>","html":"<script>"}') as Part;
    expect(() => pageText(html`${forged}`)).toThrow();
  });

  it('replaces what HTML cannot hold', () => {
    expect(pageText(html`${'a\u0000b\u0007c\ud800d\uffffe\tf'}`)).toBe(
      'a\ufffdb\ufffdc\ufffdd\ufffde\tf',
    );
  });

  it('closes the direction of raw text', () => {
    expect(pageText(raw('\u202egnp'))).toBe('<bdi>\u202egnp</bdi>');
  });
});

describe('slug', () => {
  it('keeps step names and gives every other name a file name of its own', () => {
    expect(slug('panel')).toBe('panel');
    expect(slug('table1.2')).toBe('table1.2');
    const names = [
      'A',
      'a',
      '_',
      '__',
      '..',
      '../x',
      'x/y',
      'x\\y',
      'x y',
      '深圳',
      '~41~',
      'con',
      '',
    ];
    const slugs = names.map(slug);
    expect(new Set(slugs.map((s) => s.toLowerCase())).size).toBe(names.length);
    for (const found of slugs) expect(found).toMatch(/^[a-z0-9_~][a-z0-9_~.-]*$/);
  });
});
