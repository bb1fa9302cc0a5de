import { describe, expect, it } from 'vitest';
import { sheetsOf } from '../../../support/sheets.ts';

const HEADER = ['id', 'n', 'tags'];
const ROWS = [HEADER, ['a', 1, '["x","y"]'], ['b', null, null], ['c', 2.5, null]];

describe('records in JSON', () => {
  it.each([
    ['one a line', '{"id":"a","n":1,"tags":["x","y"]}\n{"id":"b","n":null}\n{"id":"c","n":2.5}\n'],
    [
      'lines that end in CRLF',
      '{"id":"a","n":1,"tags":["x","y"]}\r\n\r\n{"id":"b"}\r\n{"id":"c","n":2.5}',
    ],
    ['in an array', '[{"id":"a","n":1,"tags":["x","y"]},\n {"id":"b"}, {"id":"c","n":2.5}]'],
    [
      'printed over several lines',
      '[\n {\n "id": "a",\n "n": 1,\n "tags": [\n"x","y"]\n },{"id":"b"},{"id":"c","n":2.5}\n]',
    ],
    [
      'within an object',
      '{"total":3,"data":[{"id":"a","n":1,"tags":["x","y"]},{"id":"b"},{"id":"c","n":2.5}]}',
    ],
  ])('%s', async (_, text) => {
    const [sheet] = await sheetsOf(text, 'a.jsonl');
    expect(sheet).toMatchObject({ format: 'json lines', rows: ROWS });
  });

  it('may have keys that only the last of them has', async () => {
    const [sheet] = await sheetsOf('{"a":1}\n{"a":2}\n{"b":true}\n');
    expect(sheet?.rows).toEqual([
      ['a', 'b'],
      [1, null],
      [2, null],
      [null, true],
    ]);
  });

  it('may be rows already', async () => {
    const [sheet] = await sheetsOf('[["a","b"],["x",1]]');
    expect(sheet?.rows).toEqual([
      ['a', 'b'],
      ['x', 1],
    ]);
  });

  it('may hold quotes, brackets and escapes in texts', async () => {
    const value = 'a "}]\\" [{ \\\\';
    const [sheet] = await sheetsOf(`${JSON.stringify({ value })}\n${JSON.stringify({ value })}\n`);
    expect(sheet?.rows).toEqual([['value'], [value], [value]]);
  });

  it('may be longer than what is read at once', async () => {
    const lines = Array.from({ length: 30_000 }, (_, i) =>
      JSON.stringify({ id: i, text: '省'.repeat(20) }),
    );
    const [sheet] = await sheetsOf(lines.join('\n'));
    expect(sheet?.rows.length).toBe(30_001);
    expect(sheet?.rows[20_000]?.[0]).toBe(19_999);
  });

  it.each([
    ['cut short', '{"a":1}\n{"a":'],
    ['damaged', '{"a":1}\n{"a":1,,}\n'],
    ['mixed with something else', '{"a":1}\nand so on\n'],
  ])('are an error where they are %s', async (_, text) => {
    await expect(sheetsOf(text, 'a.json')).rejects.toMatchObject({ code: 'E_FILE_CORRUPT' });
  });
});
