import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { childText, parseXml } from '../../src/sources/inputs/bucket/xml.ts';

test('elements, text and what is in them', () => {
  const root = parseXml(
    '<?xml version="1.0"?>\n<a xmlns="http://x" n=\'1\'><b>one</b><!-- no --><b/><c >x<d>y</d>z</c ></a>\n',
  );
  expect(root).toMatchObject({ name: 'a', text: '' });
  expect(root.children.map(({ name, text }) => [name, text])).toEqual([
    ['b', 'one'],
    ['b', ''],
    ['c', 'xz'],
  ]);
  expect(childText(root, 'b')).toBe('one');
  expect(childText(root, 'e')).toBeUndefined();
});

test.each([
  ['&amp;&lt;&gt;&quot;&apos;', '&<>"\''],
  ['&#38;&#x26;&#128512;&#x1F600;', '&&😀😀'],
  ['&amp;lt;', '&lt;'],
  ['a&amp;b &#10; c', 'a&b \n c'],
  ['<![CDATA[<&amp;]]>', '<&amp;'],
  [' blanks stay ', ' blanks stay '],
])('%s', (xml, text) => expect(parseXml(`<k>${xml}</k>`).text).toBe(text));

describe('is refused', () => {
  test.each([
    '',
    'text',
    '<a>',
    '<a></b>',
    '<a/><b/>',
    '<a></a>more',
    '<a>&nbsp;</a>',
    '<a>&</a>',
    '<a>&amp</a>',
    '<a>&#0;</a>',
    '<a>&#x110000;</a>',
    '<a>&constructor;</a>',
    '<a b=c></a>',
    '<a></a></a>',
    '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
    '{"error": true}',
  ])('%s', (xml) => expect(() => parseXml(xml)).toThrow(SyntaxError));
});

test('any text survives', () => {
  const escaped = (text: string) =>
    text.replace(/[&<>"']|[^\x20-\x7e]/gu, (sign) => `&#${sign.codePointAt(0)};`);
  const anyText = fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0'));
  fc.assert(
    fc.property(anyText, (text) => {
      expect(parseXml(`<a><k>${escaped(text)}</k></a>`).children[0]?.text).toBe(text);
    }),
  );
});
