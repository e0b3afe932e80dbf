import { stringify } from 'yaml'
import { absenceOf, causes, services } from './causes.ts'
import { type AlertingRule, type RuleGroup, toAlert } from './rule.ts'
import type { Scale } from './scale.ts'
import { sloGroups } from './slo-rules.ts'

/** Groups by the name of their file. */
export const ruleFiles = (scale: Scale): Record<string, RuleGroup[]> => ({
  'slo.yaml': sloGroups(scale),
  'causes.yaml': [
    {
      name: 'continuo-causes',
      interval: scale.wait('30s'),
      rules: [
        ...causes(scale).map((facts) => toAlert(facts)),
        ...services.map((service) => toAlert(absenceOf(service, scale), { service })),
      ],
    },
  ],
})

export const alertsOf = (groups: RuleGroup[]): AlertingRule[] =>
  groups.flatMap(({ rules }) => rules.filter((rule) => 'alert' in rule))

export const toYaml = (groups: RuleGroup[]): string =>
  `# Made by tools/observability/generate.ts from its slos.ts and rules/: change those.\n${stringify({ groups }, { lineWidth: 0 })}`
