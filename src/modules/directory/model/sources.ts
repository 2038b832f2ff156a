/** Published documents that entries name as their source: file name → title on its cover, which stays German. */
const titles: Readonly<Record<string, string>> = {
  'recklinghausen-konzept-2021': 'Integrationskonzept des Kreises Recklinghausen 2021/22',
  'recklinghausen-taetigkeitsbericht-2016-2017':
    'Tätigkeitsbericht des Kommunalen Integrationszentrums Kreis Recklinghausen 2016/2017',
  'recklinghausen-artikel-2023': 'Bericht über das Integrationskonzept des Kreises Recklinghausen 2023',
  'guetersloh-konzept-2025': 'Integrationskonzept des Kreises Gütersloh 2025',
  'ennepe-ruhr-konzept-2013': 'Integrationskonzept des Ennepe-Ruhr-Kreises 2013',
};

/** Title of a source as people know it; an unknown one is shown as it was written down. */
export function sourceTitle(document: string): string {
  return titles[document] ?? document;
}
