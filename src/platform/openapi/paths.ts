const parameter = /:(\w+)(?:\([^)]*\))?/g;

/** `/open-data/:district/figures/:indicator.csv` → `/open-data/{district}/figures/{indicator}.csv`. */
export const templateOf = (route: string): string => route.replaceAll(parameter, '{$1}');

export const pathParameters = (route: string): string[] => [...route.matchAll(parameter)].map(([, name = '']) => name);
