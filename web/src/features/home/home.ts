import type { Outputs } from '../../lib/client.ts';

export type Home = Outputs['home']['getHome'];
