// What a soak came to: counts by campaign and outcome, and each class that failed.

/** @returns how many runs failed */
export function printSummary(journal, units, seed) {
  let all = 0;
  for (const campaign of new Set(units.map((unit) => unit.campaign))) {
    const runs = units
      .filter((unit) => unit.campaign === campaign)
      .reduce((sum, { from, to }) => sum + to - from, 0);
    const ended = [...journal.ended(campaign).values()];
    const failed = ended.filter(({ faults }) => faults.length > 0);
    all += failed.length;
    const outcomes = [...counted(ended.map(({ outcome }) => outcome))];
    const told = outcomes.map(([outcome, count]) => `${count} ${outcome}`).join(', ');
    const left = runs - ended.length;
    console.log(
      `${campaign}: ${ended.length - failed.length} passed, ${failed.length} failed` +
        `${left > 0 ? `, ${left} not run` : ''} with seed ${seed} (${told})`,
    );
    for (const [name, count] of counted(failed.map((one) => `${one.class}: ${one.faults[0]}`))) {
      const numbers = failed.filter((one) => `${one.class}: ${one.faults[0]}` === name);
      const shown = numbers.slice(0, 5).map(({ number }) => number);
      console.log(`  ${count} x ${name} (${shown.join(', ')}${count > 5 ? ', ...' : ''})`);
    }
  }
  return all;
}

function counted(names) {
  const counts = new Map();
  for (const name of names.sort()) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
