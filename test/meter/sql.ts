import fc from 'fast-check';

const value = fc.constantFrom(
  '1',
  `';'`,
  `'it''s; so'`,
  `x'3b'`,
  `/* '; */ 2`,
  `-- ";\n 3`,
  `CASE WHEN 1 THEN 4 END`,
  `(SELECT 5 AS "a;""b")`,
  '(SELECT 6 AS `c;``d`)',
  '(SELECT 7 AS [e;f])',
);

const insert = value.map((x) => `INSERT INTO t VALUES (${x})`);

const trigger = fc
  .tuple(fc.constantFrom('CREATE', 'create /* ; */'), fc.array(value, { minLength: 1 }))
  .map(
    ([create, values]) =>
      `${create} TRIGGER IF NOT EXISTS twice AFTER INSERT ON t WHEN new.x = 1 BEGIN ` +
      `${values.map((x) => `INSERT INTO t SELECT 'by trigger' WHERE ${x} > 0;`).join(' ')} END`,
  );

/** A statement on the table `t(x)` with semicolons wherever SQLite lets them be. */
export const statement = fc.oneof(
  { weight: 4, arbitrary: insert },
  { weight: 1, arbitrary: trigger },
);
