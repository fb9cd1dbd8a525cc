/** Texts of the grid's floor plan. */
export const floorPlanMessages = {
  name: 'floor-plan',
  english: {},
} as const;
