export const MAP_WORDS = {
  en: {
    longitude: 'Longitude (°E)',
    latitude: 'Latitude (°N)',
    name: 'Name',
    region: 'Region',
    treated: 'Treated',
    projection: 'Units as points, no borders; degrees to scale at 35° N',
    all: (group: string, units: number, all: number) => `${group}: ${units} of ${all}`,
    count: (region: string, units: number) => `${region} ${units}`,
  },
  zh: {
    longitude: '经度（°E）',
    latitude: '纬度（°N）',
    name: '名称',
    region: '地区',
    treated: '是否处理',
    projection: '以点表示各单位，不含边界；比例以北纬 35° 为准',
    all: (group: string, units: number, all: number) => `${group}：${all} 个中的 ${units} 个`,
    count: (region: string, units: number) => `${region} ${units} 个`,
  },
} as const;
