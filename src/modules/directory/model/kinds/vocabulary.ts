/** Closed vocabularies of the single kinds of entries. Texts: `directory:<vocabulary>.<id>` in the locale files. */

/** Was a project looked at from outside: an evaluation is there, is planned, or none is intended. */
export const evaluationStates = ['yes', 'planned', 'no'] as const;

/** What the hours of volunteering are counted by. */
export const effortUnits = ['week', 'month', 'occasion'] as const;

/** Known either way; a field that is absent says that nobody knows. */
export const yesNo = ['yes', 'no'] as const;

/**
 * What a professional contact does, in four groups: the doctors and interpreters that the concepts of Ennepe-Ruhr and
 * Gütersloh ask lists of, and the offices that all three districts name.
 */
export const professionGroups = {
  health: [
    'general-practice',
    'paediatrics',
    'gynaecology',
    'psychotherapy',
    'dentist',
    'midwife',
    'pharmacy',
    'clinic',
    'care-service',
    'health-counselling',
  ],
  language: ['interpreters', 'sworn-translator', 'language-mediation', 'form-help'],
  law: ['residence-lawyer', 'legal-counselling'],
  office: [
    'authority',
    'integration-office',
    'recognition',
    'work-office',
    'family-school',
    'migrant-organisation',
    'coordination',
    'other',
  ],
} as const;

export type ProfessionGroup = keyof typeof professionGroups;
export const professions = [
  ...professionGroups.health,
  ...professionGroups.language,
  ...professionGroups.law,
  ...professionGroups.office,
] as const;
export type Profession = (typeof professions)[number];

/** Does it take new patients or clients ("Patientenstopp" is what Gütersloh's concept complains of). */
export const acceptingStates = ['yes', 'waiting-list', 'no'] as const;

/** Who pays, or with what. `treatment-voucher`: Behandlungsschein, § 4 AsylbLG; `legal-aid`: Beratungshilfe. */
export const billingKinds = ['statutory', 'private', 'treatment-voucher', 'legal-aid', 'self-pay', 'no-charge'] as const;

/** How one gets an appointment. */
export const appointmentWays = ['phone', 'online', 'email', 'in-person', 'walk-in'] as const;

/** Who speaks a language there: a function, never a person. */
export const languageSpeakers = ['practitioner', 'assistant', 'reception', 'interpreter', 'volunteer'] as const;
