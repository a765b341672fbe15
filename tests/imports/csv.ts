/** A CSV as a browser sends it. */
export const csvFile = (lines: string[], name = 'people.csv'): File =>
  new File([lines.join('\n')], name, { type: 'text/csv' });
