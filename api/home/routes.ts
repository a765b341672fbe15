import { api } from '../http/implement.ts';
import { getHome } from './queries.ts';

export const getHomeRoute = api.home.getHome.handler(({ context }) => getHome(context));
