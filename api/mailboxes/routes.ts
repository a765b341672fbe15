import { holidayPlaces, nextHolidays, placeProblem } from '../../workflows/mailboxes/holidays.calc.ts';
import { Refusal } from '../../workflows/refusal.ts';
import { done } from '../http/done.ts';
import { api } from '../http/implement.ts';
import { deleteMailbox, disconnectMailbox, makePrimary, updateMailbox } from './commands.ts';
import { createMailbox, reconnectMailbox, testMailbox, testServers } from './connect.ts';
import { listDays } from './days.ts';
import { listMessages } from './messages.ts';
import { connectOAuth, listProviders } from './oauth.ts';
import { getMailbox, listMailboxes } from './queries.ts';

const { mailboxes } = api;
const PREVIEWED = 12;

/** The endpoints of mailboxes. */
export const mailboxRoutes = {
  listMailboxes: mailboxes.listMailboxes.handler(({ context, input }) => listMailboxes(context, input)),
  getMailbox: mailboxes.getMailbox.handler(({ context, input }) => getMailbox(context, input)),
  createMailbox: mailboxes.createMailbox.handler(({ context, input }) => createMailbox(context, input)),
  updateMailbox: mailboxes.updateMailbox.handler(done(updateMailbox)),
  testServers: mailboxes.testServers.handler(({ context, input }) => testServers(context, input)),
  testMailbox: mailboxes.testMailbox.handler(({ context, input }) => testMailbox(context, input.mailboxId)),
  disconnectMailbox: mailboxes.disconnectMailbox.handler(done(disconnectMailbox)),
  reconnectMailbox: mailboxes.reconnectMailbox.handler(done(reconnectMailbox)),
  makePrimary: mailboxes.makePrimary.handler(done(makePrimary)),
  deleteMailbox: mailboxes.deleteMailbox.handler(done(deleteMailbox)),
  listDays: mailboxes.listDays.handler(({ context, input }) => listDays(context, input)),
  listMailboxMessages: mailboxes.listMailboxMessages.handler(({ context, input }) => listMessages(context, input)),

  providers: mailboxes.providers.handler(({ context }) => listProviders(context)),
  connectOAuth: mailboxes.connectOAuth.handler(({ context, input }) => connectOAuth(context, input)),

  listHolidayPlaces: mailboxes.listHolidayPlaces.handler(({ input }) => ({
    items: holidayPlaces(input.country?.toUpperCase() ?? null),
  })),
  previewHolidays: mailboxes.previewHolidays.handler(({ input: { country, region = null } }) => {
    const place = { country: country.toUpperCase(), region: region?.toUpperCase() ?? null };
    const problem = placeProblem(place);
    if (problem)
      throw new Refusal('bad-value', problem.sentence, problem.field === 'holidayCountry' ? 'country' : 'region');
    return { items: nextHolidays(place, { from: new Date().toISOString().slice(0, 10), count: PREVIEWED }) };
  }),
};
