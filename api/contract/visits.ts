import { z } from 'zod';

/** Opens or clicks that no person made, or not surely; they count nowhere. */
export const MachineVisit = z.object({
  type: z.enum(['open', 'click']),
  count: z.number().int(),
  isSure: z.boolean().meta({ description: 'False where it may have been a person.' }),
  why: z.string().meta({ description: 'How that is known, in words.' }),
});
