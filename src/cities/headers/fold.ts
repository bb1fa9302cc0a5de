/**
 * The spellings of a line of reference data, in which braces hold alternatives: `{年末,}总人口` is
 * 年末总人口 and 总人口.
 */
export function expand(text: string): string[] {
  const found = /\{([^{}]*)\}/.exec(text);
  if (found === null) return [text];
  const head = text.slice(0, found.index);
  const tail = text.slice(found.index + found[0].length);
  return (found[1] ?? '').split(',').flatMap((middle) => expand(`${head}${middle}${tail}`));
}

/** Letters of a header alone: compatibility forms, small, without blanks and marks between words. */
export function foldHeader(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_.\-·'’`":;,、|/\\()[\]{}【】〔〕〖〗「」『』《》<>〈〉*—–]+/g, '');
}

/** `年 末 总 人 口`: characters with a blank between each of them are one word. */
function joinLetters(text: string): string {
  return text.replaceAll(
    /(?<!\p{Script=Han})\p{Script=Han}(?:\s+\p{Script=Han}(?!\p{Script=Han}))+/gu,
    (spaced) => spaced.replaceAll(/\s+/g, ''),
  );
}

/**
 * The words of a header, parted by blanks, underscores, brackets of any form, dots and commas.
 * Numbers and what belongs to a unit stay together: `10,000 m3`, `元/人`, `100 million yuan`. The number of
 * a code (`Eegc01 用电量`) belongs to the code.
 */
export function wordsOf(text: string): string[] {
  const plain = joinLetters(text.normalize('NFKC'))
    .toLowerCase()
    .replaceAll(/\bcu\.? ?m\b\.?/g, 'm3')
    .replaceAll(/(?<=\d)[, ](?=\d{3}(?!\d))/g, '')
    .replaceAll(
      /(?<=(?<![a-z]\d{0,4})\d|\d ?k|thousand|million|billion)[\s_]+(?=[a-z\u4e00-\u9fff])/g,
      '',
    )
    .replaceAll(/per[_\s]+capita/g, 'percapita');
  return plain
    .split(
      /[\s_()[\]{}【】〔〕〖〗「」『』《》<>〈〉—–:;,，、|"“”]+|(?<!\d)\.|\.(?!\d)|(?<![\d*^])-|-(?!\d)|(?<!元|人|yuan|单位|m|w)\//u,
    )
    .filter((word) => word !== '');
}
