import { describe, expect, it } from 'vitest';
import { listed, sentences, textIn } from '../../src/text/language.ts';

describe('textIn', () => {
  it('takes one text for both languages, or one for each', () => {
    expect(textIn('GDP', 'zh')).toBe('GDP');
    expect(textIn({ en: 'year', zh: '年份' }, 'zh')).toBe('年份');
  });
});

describe('listed', () => {
  it('joins as each language does', () => {
    expect(listed(['2', '3', '4'], 'en')).toBe('2, 3 and 4');
    expect(listed(['2', '3', '4'], 'zh')).toBe('2、3 和 4');
    expect(listed(['2'], 'en')).toBe('2');
    expect(listed([], 'en')).toBe('');
  });
});

describe('sentences', () => {
  it('ends each one once and leaves out empty ones', () => {
    expect(sentences('en', ['One', '', 'Two?', 'Three.'])).toBe('One. Two? Three.');
    expect(sentences('zh', ['甲', '乙。'])).toBe('甲。乙。');
  });
});
