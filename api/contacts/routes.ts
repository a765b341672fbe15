import { api } from '../http/implement.ts';
import { changeContacts } from './bulk.ts';
import { addNote, createContact, updateContact } from './commands.ts';
import { createCustomField, listCustomFields, orderCustomFields, updateCustomField } from './custom-fields.ts';
import { createList, deleteList, listLists, updateList } from './lists.ts';
import { countContacts, listContacts, readContact } from './queries.ts';
import { createTag, deleteTag, listTags, updateTag } from './tags.ts';
import { listTimeline } from './timeline.ts';
import { deleteContact, restoreContact, undoDeletion } from './trash.ts';
import { createView, deleteView, listViews, updateView } from './views.ts';

const { contacts, tags, lists, customFields, views } = api;

export const contactRoutes = {
  listContacts: contacts.listContacts.handler(({ input, context }) => listContacts(context, input)),
  countContacts: contacts.countContacts.handler(({ input, context }) => countContacts(context, input)),
  getContact: contacts.getContact.handler(({ input, context }) =>
    context.inWorkspace((tx) => readContact(tx, input.contactId)),
  ),
  createContact: contacts.createContact.handler(({ input, context }) => createContact(context, input)),
  updateContact: contacts.updateContact.handler(({ input, context }) => updateContact(context, input)),
  deleteContact: contacts.deleteContact.handler(({ input, context }) => deleteContact(context, input.contactId)),
  restoreContact: contacts.restoreContact.handler(({ input, context }) => restoreContact(context, input.contactId)),
  changeContacts: contacts.changeContacts.handler(({ input, context }) => changeContacts(context, input)),
  undoDeletion: contacts.undoDeletion.handler(({ input, context }) => undoDeletion(context, input.deletedAt)),
  listTimeline: contacts.listTimeline.handler(({ input, context }) => listTimeline(context, input)),
  addNote: contacts.addNote.handler(async ({ input, context }) => {
    await addNote(context, input);
    return {};
  }),
};

export const tagRoutes = {
  listTags: tags.listTags.handler(({ input, context }) => listTags(context, input)),
  createTag: tags.createTag.handler(({ input, context }) => createTag(context, input)),
  updateTag: tags.updateTag.handler(({ input, context }) => updateTag(context, input)),
  deleteTag: tags.deleteTag.handler(async ({ input, context }) => {
    await deleteTag(context, input.tagId);
    return {};
  }),
};

export const listRoutes = {
  listLists: lists.listLists.handler(({ input, context }) => listLists(context, input)),
  createList: lists.createList.handler(({ input, context }) => createList(context, input)),
  updateList: lists.updateList.handler(({ input, context }) => updateList(context, input)),
  deleteList: lists.deleteList.handler(async ({ input, context }) => {
    await deleteList(context, input.listId);
    return {};
  }),
};

export const customFieldRoutes = {
  listCustomFields: customFields.listCustomFields.handler(({ input, context }) => listCustomFields(context, input)),
  createCustomField: customFields.createCustomField.handler(({ input, context }) => createCustomField(context, input)),
  updateCustomField: customFields.updateCustomField.handler(({ input, context }) => updateCustomField(context, input)),
  orderCustomFields: customFields.orderCustomFields.handler(async ({ input, context }) => {
    await orderCustomFields(context, input.customFieldIds);
    return {};
  }),
};

export const viewRoutes = {
  listViews: views.listViews.handler(({ context }) => listViews(context)),
  createView: views.createView.handler(({ input, context }) => createView(context, input)),
  updateView: views.updateView.handler(({ input, context }) => updateView(context, input)),
  deleteView: views.deleteView.handler(async ({ input, context }) => {
    await deleteView(context, input.viewId);
    return {};
  }),
};
