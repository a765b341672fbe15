import { Page } from '../../ui/page.tsx';

export function ImportsPage() {
  return <Page title="Imports">{null}</Page>;
}
