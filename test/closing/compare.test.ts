import { expect, test } from 'vitest';
import { withoutZeros } from '../../src/commands/shared/zero-lines.ts';

const line = (name: string, amounts: readonly (string | null)[], status = 'match') => {
  const [frozen_predicted_usd = null, predicted_usd = null, invoiced_usd = null] = amounts;
  const usd = { frozen_predicted_usd, predicted_usd, invoiced_usd };
  return { line: name, ...usd, frozen_status: 'match', status };
};

test('a comparison hides lines at $0.00 on all sides, and says how many', () => {
  const rows = [
    line('dearer', ['0.00', '0.30', '0.00']),
    line('cheaper', ['0.30', '0.00', null]),
    line('invoiced', ['0.00', '0.00', '0.10']),
    line('another status', ['0.00', '0.00', '0.00'], 'unpriced'),
    line('nothing', ['0.00', '0.00', '0.00']),
    line('never', [null, null, null]),
  ];
  const { shown, says } = withoutZeros({ columns: [], rows });
  expect(shown.rows).toEqual(rows.slice(0, 4));
  expect(says).toEqual(['2 line(s) at $0.00 then and now are hidden: --format csv has them']);
  expect(withoutZeros(shown).says).toEqual([]);
});
