import { Page } from '../../ui/page.tsx';

export function EnrollmentPage() {
  return <Page title="Enrollment">{null}</Page>;
}
