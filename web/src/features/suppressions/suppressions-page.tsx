import { Page } from '../../ui/page.tsx';

export function SuppressionsPage() {
  return <Page title="Suppressions">{null}</Page>;
}
