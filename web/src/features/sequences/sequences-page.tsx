import { Page } from '../../ui/page.tsx';

export function SequencesPage() {
  return <Page title="Sequences">{null}</Page>;
}
