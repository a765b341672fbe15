import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Me as MeSchema } from '../../../api/contract/workspaces.ts';
import { mayAct, type Role } from '../../../workflows/workspaces/rules.ts';
import { client } from './client.ts';

export type Me = z.output<typeof MeSchema>;

/** Who is signed in; inside the shell it is always known. */
export function useMe(): Me | undefined {
  return useQuery(client.workspaces.getMe.queryOptions()).data;
}

/** Whether the person may do what at least this role may. */
export function useMay(role: Role): boolean {
  const held = useMe()?.workspace?.role;
  return held !== undefined && mayAct(held, role);
}
