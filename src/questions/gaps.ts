import type { Period } from '../period.ts';
import { metersSay } from '../reports/completeness.ts';
import type { Database } from '../store/database.ts';
import type { Question } from './question.ts';

interface Known {
  meter: string;
  source: string | null;
  days_expected: string | null;
  days_complete: string | null;
}

/** What is not known of the meters that a question counts. */
export interface Gaps {
  /** Meters without any source in the period. */
  unknown: string[];
  /** Sentences about those that are known of a part of its days. */
  partial: string[];
}

/** Which figures of an answer are not known, because missing is not zero. */
export async function gapsOf(
  db: Database,
  period: Period,
  { meters, isOfAll }: Pick<Question, 'meters' | 'isOfAll'>,
): Promise<Gaps> {
  const { account, period_id } = period;
  const whole = isOfAll ? await allOf(db, period) : [];
  if (meters.length === 0) return { unknown: [], partial: whole };
  const known = await db.rows<Known>(
    `select meter, source, days_expected, days_complete
     from usage.meter_sources full join report.meter_coverage using (account, period_id, meter)
     where account = $1 and period_id = $2`,
    [account, period_id],
  );
  const own = meters.map((meter) => known.find((one) => one.meter === meter) ?? { meter });
  const counted = own.filter((one): one is Known => 'source' in one && one.source !== null);
  return {
    unknown: own.filter((one) => !counted.includes(one as Known)).map(({ meter }) => meter),
    partial: isOfAll
      ? whole
      : counted
          .filter(({ days_expected, days_complete }) => days_expected !== days_complete)
          .map(({ meter, days_expected, days_complete, source }) =>
            days_expected === null || source === 'logs'
              ? `${meter} is known from ${source} alone.`
              : `${meter} is known of ${days_complete} of ${days_expected} days.`,
          ),
  };
}

async function allOf(db: Database, period: Period): Promise<string[]> {
  const coverage = await db.query(
    'from report.meter_coverage where account = $1 and period_id = $2 order by meter',
    [period.account, period.period_id],
  );
  return metersSay(period, coverage).split('\n').filter(Boolean);
}
