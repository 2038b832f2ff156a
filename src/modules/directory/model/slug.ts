const replaced: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', ı: 'i', ł: 'l', ø: 'o', đ: 'd' };

/** An address part out of a name: `Café für Alle (Mitte)` → `cafe-fuer-alle-mitte`; names in other scripts give ''. */
export function slugify(name: string): string {
  return name
    .toLowerCase()
    .replace(/[äöüßıłøđ]/g, (letter) => replaced[letter] ?? '')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)
    .replace(/-+$/, '');
}
