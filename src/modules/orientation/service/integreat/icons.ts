/** Line drawings for topics on the app's map, on a grid of 24: our own, in the style of the pages. */
const shapes: Readonly<Record<string, string>> = {
  advice: 'M4 5h16v10H9l-5 4zM8 9h8M8 12h5',
  culture: 'M4 20h16M6 20V9m4 11V9m4 11V9m4 11V9M3 9l9-5 9 5z',
  education: 'M2.5 9.5 12 5l9.5 4.5L12 14zM6.5 11.5V16c3 2.7 8 2.7 11 0v-4.5',
  health: 'M12 4v16M4 12h16M7 7h10v10H7z',
  house: 'M3 11.5 12 4l9 7.5M5.5 9.5V20h13V9.5M10 20v-5.5h4V20',
  leisure: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM5 7c4 2 10 2 14 0M5 17c4-2 10-2 14 0',
  meeting_point:
    'M8 10a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM17 11a2.3 2.3 0 1 0 0-4.6M2.5 20c0-4.5 2-7 5.5-7s5.5 2.5 5.5 7M15 14.5c4-1 6.5 1 6.5 5.5',
  office: 'M3 8h18v12H3zM9 8V6a2 2 0 0 1 2-2h2a2 2 0 0 1 2 2v2M3 13.5h18',
  organisation: 'M4 20V6l8-3 8 3v14zM9 20v-4h6v4M8 8h2m4 0h2M8 12h2m4 0h2',
  other: 'M12 21s7-6.3 7-11.5a7 7 0 1 0-14 0C5 14.7 12 21 12 21zM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  service: 'M12 3v18M9 21h6M12 4.5h6.5L21 7l-2.5 2.5H12zM12 11H5.5L3 13.5 5.5 16H12z',
  shelter: 'M12 3 4.5 6v5.5c0 4.5 3 7.8 7.5 9.5 4.5-1.7 7.5-5 7.5-9.5V6zM8.5 12l2.5 2.5 4.5-5',
};

/** An icon as SVG; undefined: there is none of this name. */
export function iconOf(name: string): string | undefined {
  const shape = Object.hasOwn(shapes, name) ? shapes[name] : undefined;
  return shape === undefined
    ? undefined
    : `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="48" height="48" fill="none" stroke="#0a5c6b" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"><path d="${shape}"/></svg>`;
}
