import { useQuery } from '@tanstack/react-query';
import { client } from '../../lib/client.ts';
import { Failed, Loading } from '../../ui/states.tsx';
import { LeavePanel } from './leave-panel.tsx';
import { PlanPanel } from './plan-panel.tsx';
import { WorkspaceForm } from './workspace-form.tsx';

/** What the workspace is, what its plan allows, and the way out of it. */
export function WorkspacePage() {
  const { data: workspace, error, refetch } = useQuery(client.workspaces.readWorkspace.queryOptions());
  if (error) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!workspace) return <Loading />;
  return (
    <>
      <WorkspaceForm key={workspace.id} workspace={workspace} />
      <PlanPanel workspace={workspace} />
      <LeavePanel name={workspace.name} />
    </>
  );
}
