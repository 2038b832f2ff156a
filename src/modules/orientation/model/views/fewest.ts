/** Numbers below it are not told: they could be about one person. */
export const fewest = 5;
