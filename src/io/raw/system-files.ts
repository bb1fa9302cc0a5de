const REASONS: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/^~\$/u, 'the lock of a workbook that is open in Excel'],
  [/^\.~lock\./u, 'the lock of a workbook that is open in LibreOffice'],
  [/^thumbs\.db$|^ehthumbs/iu, 'a file of Windows: small pictures of a folder'],
  [/^desktop\.ini$|^folder\.htt$/iu, 'a file of Windows: settings of a folder'],
  [/^\.ds_store$|^icon\r$|^\._/iu, 'a file of macOS'],
  [/^\./u, 'a hidden file'],
  [/^readme\b/iu, 'a note about the files'],
  [/\[DES\]/iu, 'a text that explains the fields of another file'],
  [/^(?:版权声明|copyright|license|licence)(?:\.\w{1,5})?$/iu, 'a note of rights'],
  [/\.(?:lnk|url|webloc)$/iu, 'a link to another place'],
  [
    /\.(?:crdownload|part|download|tmp)$/iu,
    'a download that has not ended, or a file for a moment',
  ],
];

/** Why a file is none of the researcher's, by its name; null if it may be. */
export function systemFile(file: string): string | null {
  const parts = file.split('/');
  if (parts.includes('__MACOSX')) return 'a file of macOS';
  const name = parts.at(-1) ?? file;
  return REASONS.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}
