import { expect, test } from 'vitest';
import { openStaging } from '../../src/io/staging.ts';

test('rows come back as they were added, also while others are added', async () => {
  const staging = await openStaging('not-needed');
  try {
    await staging.run(
      'create table a (n integer, t varchar); create table b (n integer, t varchar)',
    );
    await staging.append('a', [
      [1, 'x'],
      [2, null],
    ]);
    await staging.append('a', [[3, '叶片']]);
    for await (const rows of staging.query('select n, t from a order by n')) {
      await staging.append('b', rows);
    }
    const all = [];
    for await (const rows of staging.query('from b')) all.push(...rows);
    expect(all).toEqual([
      [1, 'x'],
      [2, null],
      [3, '叶片'],
    ]);
  } finally {
    staging.close();
  }
});
