import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { html, type Markup, verbatim } from './markup.ts';

interface Asset {
  text: string;
  /** As a policy names it. */
  digest: string;
}

const assets = new Map<string, Asset>();

/** A file of `assets/`, read once. Its path is the same from `src/` and from `dist/`. */
function asset(name: string): Asset {
  const known = assets.get(name);
  if (known !== undefined) return known;
  const text = readFileSync(new URL(`../../../../assets/${name}`, import.meta.url), 'utf8').replace(
    /^\s+|\s+$/gm,
    '',
  );
  const digest = `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;
  assets.set(name, { text, digest });
  return { text, digest };
}

export interface Page {
  title: string;
  body: Markup;
  /** Whether the page sorts, searches and opens rows. A page without is for paper. */
  isInteractive: boolean;
}

/**
 * One whole HTML file. Its own policy lets it run and show nothing but what it was written with: no
 * network, no other script, no style of an element.
 */
export function page({ title, body, isInteractive }: Page): string {
  const style = asset('chargeback.css');
  const script = isInteractive ? asset('chargeback.js') : undefined;
  const policy = [
    "default-src 'none'",
    ...(script === undefined ? [] : [`script-src ${script.digest}`]),
    `style-src ${style.digest}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${verbatim(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${verbatim(style.text)}</style>
</head>
<body>
${body}
${script !== undefined && html`<script>${verbatim(script.text)}</script>`}
</body>
</html>
`.text;
}
