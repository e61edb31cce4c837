import { faults } from './workload-faults.ts';
import { group } from './workload-fields.ts';

export const workload = group.superRefine((stated, context) => {
  for (const [field, message] of faults(stated))
    context.addIssue({ code: 'custom', path: [field], message });
});
