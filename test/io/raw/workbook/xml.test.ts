import { expect, it } from 'vitest';
import {
  attribute,
  decodeExcel,
  decodeXml,
  plainXml,
  tagsOf,
} from '../../../../src/io/raw/workbook/xml.ts';

it('decodes the entities of XML, and no others', () => {
  expect(decodeXml('a &amp;&lt;&gt;&quot;&apos;&#65;&#x4e2d; &own; &#0; &#x110000;')).toBe(
    `a &<>"'A中 &own; &#0; &#x110000;`,
  );
});

it('decodes what a workbook writes for characters that XML cannot hold', () => {
  expect(decodeExcel('a_x000D_b_x005F_c_xZZZZ_')).toBe('a\rb_c_xZZZZ_');
});

it('makes plain text of CDATA', () => {
  expect(decodeXml(plainXml('a<![CDATA[<b> & ]]]]><![CDATA[>]]>'))).toBe('a<b> & ]]>');
});

it('finds attributes in single or double quotes, with or without a prefix', () => {
  const tag = `<x:sheet name="A &amp; B" r:id='rId1' state = "hidden" sheetId="4"/>`;
  expect(attribute(tag, 'name')).toBe('A & B');
  expect(attribute(tag, 'id')).toBe('rId1');
  expect(attribute(tag, 'state')).toBe('hidden');
  expect(attribute(tag, 'other')).toBeNull();
});

it('finds tags by their whole name', () => {
  expect(tagsOf('<sheets><sheet name="a"/><x:sheet/><sheetView/></sheets>', 'sheet')).toEqual([
    '<sheet name="a"/>',
  ]);
});
