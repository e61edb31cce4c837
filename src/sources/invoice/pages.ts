// The numbered pages of a printed invoice. A missing page may have only lines at $0.00, so the
// invoice's sums decide whether the rest is complete.

/** How page numbers are printed. */
export const PAGE = /Page\s*(\d+)\s*of\s*(\d+)/gi;

/** Text with its pages in order and each of them once. Only form feeds separate pages. */
export function inOrder(text: string): string {
  const seen = new Set<string>();
  let number = 0;
  const pages = text.split('\f').map((page) => {
    number = Number([...page.matchAll(PAGE)][0]?.[1] ?? number);
    return { page, number };
  });
  const once = pages.filter(({ page, number }) => {
    const key = `${number}\n${page.trim()}`;
    if (number > 0 && seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return once
    .sort((a, b) => a.number - b.number)
    .map(({ page }) => page)
    .join('\f');
}

/** The problem with the pages of a text, as half a sentence; null without a problem. */
export function pageFault(text: string): string | null {
  const feet = [...text.matchAll(PAGE)];
  const numbers = feet.map(([, page]) => Number(page));
  const count = Math.min(MOST, Math.max(0, ...feet.map(([, , of]) => Number(of))));
  const times = (page: number) => numbers.filter((one) => one === page).length;
  const all = Array.from({ length: count }, (_, i) => i + 1);
  const missing = all.filter((page) => times(page) === 0);
  const least = Math.min(...numbers.map(times));
  const repeated = all.filter((page) => times(page) > least);
  const faults = [
    missing.length > 0 ? `it lacks ${named(missing)} of ${count}` : '',
    repeated.length > 0 ? `it has ${named(repeated)} more than once` : '',
    numbers.some((page, i) => page < (numbers[i - 1] ?? 0)) ? 'its pages are not in order' : '',
  ].filter((fault) => fault !== '');
  return faults.length === 0 ? null : faults.join(', ');
}

/** The most pages of an invoice. A larger number is not a page number. */
const MOST = 10_000;

/** `page 2`, `pages 2 to 6`, `pages 2, 4 to 6`. */
function named(pages: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const page of pages) {
    const run = runs.at(-1);
    if (run && run[1] === page - 1) run[1] = page;
    else runs.push([page, page]);
  }
  const list = runs.map(([from, to]) => (from === to ? `${from}` : `${from} to ${to}`));
  return `${pages.length === 1 ? 'page' : 'pages'} ${list.join(', ')}`;
}
