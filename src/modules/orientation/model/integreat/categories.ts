/** How a topic looks on the app's map: one of the icons and colours that its markers have. */
export interface CategoryLook {
  readonly icon: string;
  readonly color: string;
}

const looks: Readonly<Record<string, CategoryLook>> = {
  arrival: { icon: 'service', color: '#3700D2' },
  language: { icon: 'education', color: '#2E98FB' },
  school: { icon: 'education', color: '#1DC6C6' },
  work: { icon: 'office', color: '#C38E03' },
  housing: { icon: 'house', color: '#FF7C32' },
  health: { icon: 'health', color: '#FF3333' },
  leisure: { icon: 'leisure', color: '#3F8F01' },
  volunteering: { icon: 'meeting_point', color: '#07DC03' },
  counselling: { icon: 'advice', color: '#A258FF' },
  participation: { icon: 'culture', color: '#EE36DC' },
  protection: { icon: 'shelter', color: '#585858' },
};

const other: CategoryLook = { icon: 'other', color: '#585858' };

/** @param top id of the top category; a district's own ones look like "other" */
export const categoryLook = (top: string): CategoryLook => (Object.hasOwn(looks, top) ? (looks[top] as CategoryLook) : other);
