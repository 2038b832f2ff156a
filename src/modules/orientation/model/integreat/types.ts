/** The answers of the Integreat interface v3, as its clients read them (design: field by field against the app and the CMS). */

export interface Translations {
  /** By code; the languages beside the one asked for. */
  readonly [code: string]: { readonly id: number; readonly url: string; readonly path: string };
}

export interface Language {
  readonly id: number;
  readonly code: string;
  readonly bcp47_tag: string;
  readonly native_name: string;
  readonly dir: 'ltr' | 'rtl';
}

export interface Region {
  readonly id: number;
  readonly name: string;
  /** Slug without slashes. */
  readonly path: string;
  readonly live: boolean;
  readonly prefix: string | null;
  readonly name_without_prefix: string;
  readonly plz: string;
  readonly extras: boolean;
  readonly events: boolean;
  readonly pois: boolean;
  readonly push_notifications: boolean;
  readonly longitude: number;
  readonly latitude: number;
  /** West, south; east, north. */
  readonly bounding_box: readonly [readonly [number, number], readonly [number, number]];
  readonly aliases: Readonly<Record<string, { readonly longitude: number; readonly latitude: number }>>;
  readonly tunews: boolean;
  readonly external_news: boolean;
  readonly zammad_privacy_policy: string | null;
  readonly languages: readonly Language[];
  readonly is_chat_enabled: boolean;
}

interface Content {
  readonly id: number;
  readonly url: string;
  readonly path: string;
  readonly title: string;
  readonly modified_gmt: string;
  readonly last_updated: string;
  readonly published_at: string;
  readonly excerpt: string;
  /** HTML. */
  readonly content: string;
  readonly available_languages: Translations;
  readonly thumbnail: string | null;
  readonly hash: null;
}

export interface Organization {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly logo: string;
  readonly website: string;
}

export interface Page extends Content {
  /** An object for pages at the top too. */
  readonly parent: { readonly id: number; readonly url: string | null; readonly path: string | null };
  readonly order: number;
  readonly organization: Organization | null;
  readonly embedded_offers: readonly never[];
  readonly slug_history: readonly never[];
}

/** All values null: nowhere. */
export interface Location<Value extends number | null = number | null> {
  readonly id: Value;
  readonly name: string | null;
  readonly address: string | null;
  readonly town: string | null;
  readonly state: null;
  readonly postcode: string | null;
  readonly region: null;
  readonly country: string | null;
  readonly latitude: Value;
  readonly longitude: Value;
}

export interface DayHours {
  readonly allDay: boolean;
  readonly closed: boolean;
  readonly appointmentOnly: boolean;
  readonly timeSlots: readonly { readonly start: string; readonly end: string; readonly timezone: string }[];
}

export interface PlaceCategory {
  readonly id: number;
  readonly name: string;
  readonly color: string;
  readonly icon: string;
  readonly icon_url: string;
  readonly icon_color: string;
}

export interface Contact {
  readonly name: string | null;
  readonly area_of_responsibility: string | null;
  readonly email: string | null;
  readonly phone_number: string | null;
  readonly website: string | null;
  readonly mobile_number: null;
  readonly opening_hours: null;
  readonly appointment_url: string | null;
}

export interface Place extends Content {
  readonly meta_description: string;
  readonly icon: null;
  readonly website: string | null;
  readonly email: string | null;
  readonly phone_number: string | null;
  readonly category: PlaceCategory;
  readonly temporarily_closed: boolean;
  /** Monday to Sunday. */
  readonly opening_hours: readonly DayHours[] | null;
  readonly appointment_url: string | null;
  readonly location: Location<number>;
  readonly organization: Organization | null;
  readonly contacts: readonly Contact[];
  readonly barrier_free: boolean | null;
}

export interface Event extends Content {
  readonly location: Location;
  readonly location_path: string | null;
  readonly meeting_url: null;
  readonly event: {
    readonly id: number;
    readonly start: string;
    readonly start_date: string;
    readonly start_time: string;
    readonly end: string;
    readonly end_date: string;
    readonly end_time: string;
    readonly all_day: boolean;
    readonly only_weekdays: boolean;
    readonly recurrence_id: number | null;
    readonly timezone: string;
  };
  readonly featured_image: null;
  /** `DTSTART` in UTC, without Z. */
  readonly recurrence_rule: string | null;
}

export interface NewsItem {
  readonly id: string;
  readonly title: string;
  readonly content: string;
  readonly display_date: string;
  readonly last_updated: string;
  readonly published_at: string;
  readonly source: 'local';
  readonly externalUrl: string;
  readonly channel: string;
  readonly available_languages: Readonly<Record<string, { readonly id: string }>>;
}
