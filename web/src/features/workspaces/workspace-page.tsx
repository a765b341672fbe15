import { useQuery } from '@tanstack/react-query';
import { client } from '../../lib/client.ts';
import { Waiting } from '../../ui/states.tsx';
import { LeavePanel } from './leave-panel.tsx';
import { PlanPanel } from './plan-panel.tsx';
import { WorkspaceForm } from './workspace-form.tsx';

/** What the workspace is, what its plan allows, and the way out of it. */
export function WorkspacePage() {
  const query = useQuery(client.workspaces.readWorkspace.queryOptions());
  const { data: workspace } = query;
  if (!workspace) return <Waiting query={query} />;
  return (
    <>
      <WorkspaceForm key={workspace.id} workspace={workspace} />
      <PlanPanel workspace={workspace} />
      <LeavePanel name={workspace.name} />
    </>
  );
}
