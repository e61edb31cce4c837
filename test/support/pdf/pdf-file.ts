// A PDF written by hand: just enough of the format for text at a place, in a subset font whose map
// back to characters can be damaged as real ones are. The same input gives the same bytes.

/** Text at a place, in points from the lower left corner. */
export interface Placed {
  text: string;
  x: number;
  y: number;
  size: number;
}

/** Glyphs that lose their meaning: mapped to U+FFFD, or missing from the map altogether. */
export interface GlyphFaults {
  unmapped?: (char: string, next: string, last: string) => boolean;
  missing?: (char: string, next: string, last: string) => boolean;
}

export interface PdfOptions extends GlyphFaults {
  /** Says that it is encrypted with a password that nobody gives. */
  isLocked?: boolean;
}

/** Width of every glyph, in parts of its size. */
export const GLYPH_WIDTH = 0.5;

/** Other forms of a character have high numbers; unmapped, the number passes for a character. */
const FIRST_GLYPH = 0x540;

const A4 = '[0 0 595 842]';

/** One page a list of placed texts. */
export function pdfOf(pages: readonly (readonly Placed[])[], options: PdfOptions = {}): Buffer {
  const font = new Font(options);
  const contents = pages.map((page) => page.map((one) => font.show(one)).join('\n'));
  return assemble(contents, font, options.isLocked ?? false);
}

/** A page that is a picture, as a scanner makes it. */
export function scannedPdf(): Buffer {
  const picture = 'q 400 0 0 600 90 120 cm BI /W 2 /H 2 /CS /G /BPC 8 /F /AHx ID 00FF FF00> EI Q';
  return assemble([picture], new Font({}), false);
}

/** Characters as numbers of glyphs, in the order of their first use. */
class Font {
  readonly #glyphs = new Map<string, string>();
  readonly #faults: GlyphFaults;

  constructor(faults: GlyphFaults) {
    this.#faults = faults;
  }

  show({ text, x, y, size }: Placed): string {
    const chars = [...text];
    const codes = chars.map((char, i) =>
      hex(this.#glyph(char, chars[i + 1] ?? ' ', chars[i - 1] ?? ' ')),
    );
    return `BT /F1 ${size} Tf 1 0 0 1 ${round(x)} ${round(y)} Tm <${codes.join('')}> Tj ET`;
  }

  /** A lost glyph is one of its own: a font has another form of "(" before a capital. */
  #glyph(char: string, next: string, last: string): number {
    const isUnmapped = this.#faults.unmapped?.(char, next, last) ?? false;
    const isMissing = this.#faults.missing?.(char, next, last) ?? false;
    const key = isUnmapped ? `${char} unmapped` : isMissing ? `${char} missing` : char;
    if (!this.#glyphs.has(key))
      this.#glyphs.set(key, isUnmapped ? '\uFFFD' : isMissing ? '' : char);
    return FIRST_GLYPH + [...this.#glyphs.keys()].indexOf(key);
  }

  toUnicode(): string {
    const entries = [...this.#glyphs.values()].flatMap((char, i) =>
      char === '' ? [] : [`<${hex(FIRST_GLYPH + i)}> <${utf16(char)}>`],
    );
    const parts = Array.from({ length: Math.ceil(entries.length / 100) }, (_, i) => {
      const some = entries.slice(i * 100, i * 100 + 100);
      return `${some.length} beginbfchar\n${some.join('\n')}\nendbfchar`;
    });
    return [
      '/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
      '/CMapName /Adobe-Identity-UCS def /CMapType 2 def',
      '1 begincodespacerange <0000> <FFFF> endcodespacerange',
      ...parts,
      'endcmap CMapName currentdict /CMap defineresource pop end end',
    ].join('\n');
  }
}

const FIXED = 6;

function assemble(contents: readonly string[], font: Font, isLocked: boolean): Buffer {
  const kids = contents.map((_, i) => `${FIXED + 1 + i * 2} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${contents.length} >>`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /AAAAAA+Sans /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>',
    `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /AAAAAA+Sans /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 6 0 R /DW ${GLYPH_WIDTH * 1000} >>`,
    stream(font.toUnicode()),
    '<< /Type /FontDescriptor /FontName /AAAAAA+Sans /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 900 /Descent -200 /CapHeight 700 /StemV 80 >>',
    ...contents.flatMap((content, i) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox ${A4} /Contents ${FIXED + 2 + i * 2} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
      stream(content),
    ]),
  ];
  if (isLocked) objects.push(LOCK);
  const encrypt = isLocked ? ` /Encrypt ${objects.length} 0 R /ID [<00112233> <00112233>]` : '';
  return file(objects, encrypt);
}

/** Standard security with digests that the empty password does not fit. */
const LOCK = `<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <${'5A'.repeat(32)}> /U <${'A5'.repeat(32)}> >>`;

function file(objects: readonly string[], encrypt: string): Buffer {
  let text = '%PDF-1.7\n';
  const starts = objects.map((object, i) => {
    const start = text.length;
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return start;
  });
  const rows = starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const trailer = `<< /Size ${size} /Root 1 0 R${encrypt} >>`;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${rows}`;
  text += `${table}trailer\n${trailer}\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

function stream(content: string): string {
  return `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;
}

function hex(glyph: number): string {
  return glyph.toString(16).padStart(4, '0').toUpperCase();
}

function utf16(char: string): string {
  return Buffer.from(char, 'utf16le').swap16().toString('hex').toUpperCase();
}

function round(points: number): string {
  return String(Math.round(points * 100) / 100);
}
