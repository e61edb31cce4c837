import { type Notice, worstOf } from './notice.ts';

/** What a webhook gets. Fields are only ever added; money is text. */
export function webhookBody(notice: Notice): object {
  return {
    schema_version: 1,
    event: 'run',
    run: notice.run,
    at: notice.at,
    exit: notice.exit,
    says: notice.says,
    link: notice.link ?? null,
    failures: notice.failures,
    results: notice.results.map((result) => ({
      account: result.account,
      period: result.period,
      exit: result.exit,
      predicted_usd: result.predicted_usd,
      invoiced_usd: result.invoiced_usd,
      variance_usd: result.variance_usd,
      worst_lines: worstOf(result),
      look_at: result.look_at,
      next: result.next,
    })),
    ahead: notice.ahead,
  };
}
