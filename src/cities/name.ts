/**
 * A written name in the form it is looked up by: compatibility forms, without brackets, blanks
 * (the no-break ones that indent yearbook rows too), apostrophes and hyphens, lower case. What
 * stands in round brackets behind an English name says its kind: `Karamay(city) `.
 */
export function foldName(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/\((?:city|prefecture|municipality|市|全市|地级市|地级)\)/i, '')
    .replaceAll(/[\s[\]【】()'’`\-·/_]+/g, '')
    .toLowerCase();
}

/** A folded name without the ending that says its kind. */
export function withoutEnding(folded: string): string {
  const short = folded.replace(/(?:市|地区|盟|自治州|州|city|prefecture|municipality)$/, '');
  return short.length >= 2 ? short : folded;
}
