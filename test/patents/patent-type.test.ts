import { expect, test } from 'vitest';
import { readType } from '../../src/patents/patent-type.ts';
import { types } from './reference.ts';

test.each([
  ['发明申请', 'A', 'invention_application'],
  ['发明公布', 'A', 'invention_application'],
  ['发明公开（A）', 'A', 'invention_application'],
  ['1-发明专利申请', 'A', 'invention_application'],
  ['发明', 'A', 'invention_application'],
  ['发明', '', 'invention_application'],
  ['发明', 'B', 'invention_grant'],
  ['发明专利', 'C', 'invention_grant'],
  ['发明专利授权', 'B', 'invention_grant'],
  ['授权发明', 'B', 'invention_grant'],
  ['PCT发明', 'A', 'invention_application'],
  ['实用新型专利', 'U', 'utility_model'],
  ['新型', 'U', 'utility_model'],
  ['外观', 'S', 'design'],
  ['Granted Patent', 'B', 'invention_grant'],
  ['Patent Application', 'A', 'invention_application'],
  ['Utility Model', 'U', 'utility_model'],
  ['Utility', 'U', 'utility_model'],
  ['Utility', 'B2', 'invention_grant'],
  ['實用新型', 'U', 'utility_model'],
  ['發明授權', 'B', 'invention_grant'],
  ['进入国家阶段的PCT发明专利申请', 'A', 'invention_application'],
  ['U', 'U', 'utility_model'],
  [null, 'U', 'utility_model'],
  ['', 'B', 'invention_grant'],
])('%j of kind %j is %s', (text, kind, type) => {
  expect(readType(text, { kind }, types)).toBe(type);
});

test.each([
  ['植物新品种', 'A'],
  [null, ''],
])('%j of kind %j is unknown', (text, kind) => {
  expect(readType(text, { kind }, types)).toBeNull();
});
