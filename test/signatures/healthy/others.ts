// Other products of a healthy account.
import { row } from '../support/row.ts';
import { between, count, order, type Part } from './rhythm.ts';

/** Neurons of an inference, from the smallest to the greatest. */
const MODELS: Readonly<Record<string, readonly [number, number]>> = {
  '@cf/baai/bge-m3': [0.01, 1],
  '@cf/meta/llama-3.1-8b-instruct': [3, 60],
  '@cf/meta/llama-3.3-70b-instruct-fp8-fast': [30, 400],
  '@cf/black-forest-labs/flux-1-schnell': [40, 250],
  '@cf/openai/whisper': [20, 200],
};

export const inference: Part = (random) => {
  const [modelId, [least, most]] = random.pick(Object.entries(MODELS));
  const [calls, each] = [order(random, 20, 60_000), least * (most / least) ** random.next()];
  return (busy) => {
    const n = count(calls, busy);
    const figures = { count: n, 'sum.totalNeurons': Number((n * each).toFixed(3)) };
    return [row('aiInferenceAdaptiveGroups', { modelId, tag: [] }, figures)];
  };
};

/** A message is written, read and deleted. */
export const queue: Part = (random, name) => {
  const messages = order(random, 100, 1_500_000);
  return (busy) =>
    ['WriteMessage', 'ReadMessage', 'DeleteMessage'].map((actionType) =>
      row(
        'queueMessageOperationsAdaptiveGroups',
        { queueId: name, actionType },
        {
          'sum.billableOperations': count(messages, busy),
        },
      ),
    );
};

/** Steps of an onboarding, a payment, an import. */
export const workflow: Part = (random, name) => {
  const [runs, steps] = [order(random, 10, 30_000), random.int(3, 25)];
  return (busy) => [
    row(
      'workflowsAdaptiveGroups',
      { workflowName: name },
      {
        'sum.stepCount': count(runs, busy) * steps,
      },
    ),
  ];
};

export const vectors: Part = (random, name) => {
  const [queries, stored] = [order(random, 100, 200_000), order(random, 1000, 300_000)];
  return (busy, _day, i) => [
    row(
      'vectorizeV2QueriesAdaptiveGroups',
      { indexName: name },
      {
        'sum.queriedVectorDimensions': count(queries, busy) * 768,
      },
    ),
    row(
      'vectorizeV2StorageAdaptiveGroups',
      { indexName: name },
      {
        'max.storedVectorDimensions': count(stored, 1 + i / 100) * 768,
      },
    ),
  ];
};

export const pool: Part = (random, name) => {
  const queries = order(random, 1000, 1_000_000);
  return (busy) => [
    row('hyperdriveQueriesAdaptiveGroups', { configId: name }, { count: count(queries, busy) }),
  ];
};

export const images: Part = (random) => {
  const delivered = order(random, 500, 200_000);
  return (busy) => [
    row('imagesRequestsAdaptiveGroups', {}, { 'sum.requests': count(delivered, busy) }),
  ];
};

/** Instance types of Containers: bytes of memory and of disk, vCPUs. */
const INSTANCES = [
  [2 ** 28, 2e9, 1 / 16],
  [2 ** 30, 4e9, 1 / 4],
  [2 ** 32, 8e9, 1 / 2],
  [12 * 2 ** 30, 20e9, 4],
] as const;

/** Instances that sleep soon after their work, or that always have some. */
export const containers: Part = (random, name) => {
  const [memory, disk, cpus] = random.pick(INSTANCES);
  const [seconds, used] = [order(random, 600, 1_000_000), between(random, 0.07, 0.7)];
  return (busy) => {
    const n = count(seconds, busy);
    const figures = {
      'sum.allocatedMemory': n * memory,
      'sum.allocatedDisk': n * disk,
      'sum.cpuTimeSec': Number((n * cpus * used).toFixed(3)),
      'sum.txBytes': n * 1000,
    };
    return [row('containersUsageAdaptiveGroups', { applicationId: name, region: 'WNAM' }, figures)];
  };
};
