import { visible } from '../../../words/visible.ts';

/** Text that is HTML already. Only `html` makes it, so whatever else is put in is escaped. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Part = Markup | string | number | null | undefined | false | readonly Part[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * A template of HTML. What is put in is text: it is escaped, and characters that change direction
 * or hide text are shown as replaced. So values stand in elements and in quoted attributes alone.
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const rest = parts.map((part, i) => written(part) + (strings[i + 1] ?? ''));
  return new Markup((strings[0] ?? '') + rest.join(''));
}

function written(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'object') return part.map(written).join('');
  return visible(String(part)).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
}

/** Style or script as it is, for the one element whose digest the page's policy states. */
export function verbatim(text: string): Markup {
  return new Markup(text);
}
