/** A series of a target group: an indicator, or one category of it. */
export interface GroupSeries {
  readonly indicator: string;
  /** Empty: the total. */
  readonly breakdown: string;
}

/** Groups of people that the work of a KI is for; texts `monitoring:groups.<key>`. */
export const targetGroups: Readonly<Record<string, readonly GroupSeries[]>> = {
  protection: [
    { indicator: 'schutzsuchende', breakdown: '' },
    { indicator: 'schutzsuchende_je_1000', breakdown: '' },
    { indicator: 'geduldete', breakdown: '' },
    { indicator: 'schutzsuchende', breakdown: 'protection_status=group-recognised' },
  ],
  employees: [
    { indicator: 'beschaeftigte_wohnort', breakdown: 'nationality_group=foreign' },
    { indicator: 'beschaeftigte_arbeitsort', breakdown: 'nationality_group=foreign' },
    { indicator: 'auslaenderanteil_beschaeftigte', breakdown: '' },
    { indicator: 'beschaeftigungsquote', breakdown: 'nationality_group=foreign' },
    { indicator: 'arbeitslosenquote', breakdown: 'nationality_group=foreign' },
    { indicator: 'anteil_ohne_berufsabschluss', breakdown: 'nationality_group=foreign' },
  ],
  children: [
    { indicator: 'anteil_kinder_u6_einwanderungsgeschichte', breakdown: '' },
    { indicator: 'kita_kinder_migration', breakdown: '' },
    { indicator: 'anteil_kita_kinder_migration', breakdown: '' },
    { indicator: 'anteil_kita_kinder_familiensprache', breakdown: '' },
    { indicator: 'anteil_sprachauffaelligkeit', breakdown: 'migration_status=with' },
  ],
  pupils: [
    { indicator: 'erstfoerderung', breakdown: '' },
    { indicator: 'seiteneinsteiger_gemeldet', breakdown: '' },
    { indicator: 'seiteneinsteiger_vermittelt', breakdown: '' },
    { indicator: 'anteil_grundschueler_zuwanderungsgeschichte', breakdown: '' },
    { indicator: 'schulabgaenge', breakdown: 'nationality_group=foreign' },
    { indicator: 'anteil_abgaenge_ohne_abschluss', breakdown: 'nationality_group=foreign' },
  ],
  citizens: [
    { indicator: 'einbuergerungen', breakdown: '' },
    { indicator: 'einbuergerungsquote', breakdown: '' },
    { indicator: 'einbuergerungspotential', breakdown: '' },
  ],
  foreigners: [
    { indicator: 'bevoelkerung', breakdown: 'nationality_group=foreign' },
    { indicator: 'auslaenderanteil', breakdown: '' },
    { indicator: 'auslaender_azr', breakdown: '' },
    { indicator: 'anteil_drittstaaten', breakdown: '' },
  ],
};
