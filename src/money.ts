// No arithmetic on money is done in TypeScript: amounts are text from DuckDB to the screen.

/** `1234.5` as `$1,234.50`, a minus before the dollar sign; null as a dash. */
export function usd(amount: string | null | undefined): string {
  const [, sign = '', whole = '', fraction = ''] =
    /^(-?)(\d+)(?:\.(\d*))?$/.exec(amount ?? '') ?? [];
  if (whole === '') return '-';
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${sign}$${grouped}.${fraction.padEnd(2, '0')}`;
}

/** A decimal without the zeros that say nothing: `8.740000000` is `8.74`. */
export function plain(quantity: string | null | undefined): string | null {
  if (quantity === null || quantity === undefined) return null;
  return quantity.includes('.') ? quantity.replace(/\.?0+$/, '') : quantity;
}

/** A ratio as a percentage, by its digits: `0.005000` is `0.5 %`. */
export function percentSays(ratio: string | null | undefined): string {
  const [whole = '0', fraction = ''] = (ratio ?? '0').split('.');
  const digits = fraction.padEnd(3, '0');
  const percent = `${whole}${digits.slice(0, 2)}`.replace(/^0+(?=\d)/, '');
  return `${plain(`${percent}.${digits.slice(2)}`)} %`;
}
