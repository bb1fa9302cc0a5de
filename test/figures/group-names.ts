/** What a study calls its two groups. */
export const GROUP_NAMES = {
  treated: { en: 'Treated cities', zh: '试点城市' },
  other: { en: 'Other cities', zh: '其他城市' },
};
