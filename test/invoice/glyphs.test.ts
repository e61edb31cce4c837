import { expect, test } from 'vitest';
import { cleanDescription, cleanText } from '../../src/sources/invoice/glyphs.ts';

test('a lost glyph that would fall into two letters is one', () => {
  expect(cleanText('per GiB\u0587Second')).toBe('per GiB\uFFFDSecond');
  expect(cleanDescription(cleanText('per GiB\u0587Second'))).toBe('per GiB-Second');
});

test('ligatures, wide digits and blanks that do not break are what they look like', () => {
  expect(cleanText('\uFB01rst \uFF11\u00A0GB')).toBe('first 1 GB');
});
