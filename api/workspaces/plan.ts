import { z } from 'zod';
import type { Tx } from '../../prisma/db.ts';
import type { Workspace } from '../../prisma/generated/client.ts';
import { Refusal } from '../../workflows/refusal.ts';
import { hasRoom, limitsOf, type PlanLimits } from '../../workflows/workspaces/rules.ts';

const Features = z
  .object({
    members: z.number().int().nullable(),
    monthlyEmails: z.number().int().nullable(),
    historyDays: z.number().int().nullable(),
    hasApi: z.boolean(),
  })
  .partial();

type Row = Pick<Workspace, 'plan' | 'status' | 'trialEndsAt' | 'features' | 'monthlyEmailLimit'>;

/** What a workspace may have now, by its plan and by what was agreed with it. */
export function limitsOfRow({ features, monthlyEmailLimit, trialEndsAt, ...row }: Row, now = Date.now()): PlanLimits {
  const agreed = Features.parse(features);
  return limitsOf(
    {
      ...row,
      trialEndsAt: trialEndsAt?.getTime() ?? null,
      features: monthlyEmailLimit === null ? agreed : { ...agreed, monthlyEmails: monthlyEmailLimit },
    },
    now,
  );
}

/** Takes the workspace's people for oneself until the transaction ends: seats and roles are counted one change at a time. */
export async function lockPeople(tx: Tx): Promise<Workspace> {
  await tx.$executeRaw`SELECT FROM workspaces WHERE id = current_workspace() FOR UPDATE`;
  return tx.workspace.findFirstOrThrow();
}

/** How many seats are taken: a member takes one, and so does an open invitation. */
export async function seatsTaken(tx: Tx): Promise<number> {
  const members = await tx.membership.count({ where: { status: 'active' } });
  return members + (await tx.invitation.count({ where: { status: 'pending', expiresAt: { gt: new Date() } } }));
}

/** Refuses one more person than the plan has seats for. */
export async function assertSeat(tx: Tx, workspace: Workspace): Promise<void> {
  const { members } = limitsOfRow(workspace);
  const taken = await seatsTaken(tx);
  if (hasRoom(members, taken)) return;
  throw new Refusal(
    'plan-limit',
    `The plan ${workspace.plan} has ${members} ${members === 1 ? 'seat' : 'seats'}, and ${taken} are taken by members and open invitations. Remove somebody, take an invitation back, or choose a larger plan.`,
  );
}

/** Refuses API keys where the plan has none. */
export function assertApi(workspace: Workspace): void {
  if (limitsOfRow(workspace).hasApi) return;
  throw new Refusal('plan-limit', `The plan ${workspace.plan} has no API access. The plan business has.`);
}
