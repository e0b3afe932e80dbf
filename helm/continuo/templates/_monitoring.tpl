{{/* dict: root, settings (with labels and annotations), component → metadata's labels and annotations of what somebody else selects */}}
{{- define "continuo.selectedMetadata" -}}
labels:
  {{- merge (dict) .settings.labels (include "continuo.labels" (list .root .component) | fromYaml) | toYaml | nindent 2 }}
{{- with merge (dict) .settings.annotations .root.Values.commonAnnotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* what is scraped, by a pod's or a Service's port; values of podMonitor or serviceMonitor */}}
{{- define "continuo.scrapedEndpoint" -}}
- port: ops
  path: /metrics
  interval: {{ .interval }}
  {{- with .relabelings }}
  relabelings:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .metricRelabelings }}
  metricRelabelings:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}

{{/* names of all alerts of files/rules */}}
{{- define "continuo.alerts" -}}
{{- $names := list -}}
{{- range $path, $_ := .Files.Glob "files/rules/*.yaml" -}}
  {{- range ($.Files.Get $path | fromYaml).groups }}{{ range .rules }}{{ with .alert }}{{ $names = append $names . }}{{ end }}{{ end }}{{ end -}}
{{- end -}}
{{- toJson $names -}}
{{- end -}}

{{/*
(list root path) → the groups of a file of rules. Files are no templates: what they say to Prometheus in double braces
stays. Alerts get the links and labels of the values; those that are switched off, and groups left empty, are gone.
*/}}
{{- define "continuo.ruleGroups" -}}
{{- $root := index . 0 -}}{{- $s := $root.Values.metrics.prometheusRule -}}
{{- $groups := list -}}
{{- range $group := ($root.Files.Get (index . 1) | fromYaml).groups -}}
  {{- $rules := list -}}
  {{- range $rule := $group.rules -}}
    {{- if not $rule.alert -}}
      {{- $rules = append $rules $rule -}}
    {{- else if not (has $rule.alert $s.disabledAlerts) -}}
      {{- $notes := $rule.annotations | default dict -}}
      {{- with $notes.runbook_url }}{{ $_ := set $notes "runbook_url" (printf "%s/%s" (trimSuffix "/" $s.runbookBaseUrl) (base .)) }}{{ end -}}
      {{- with $notes.dashboard }}{{ $_ := set $notes "dashboard" (printf "%s%s" (trimSuffix "/" $s.dashboardBaseUrl) .) }}{{ end -}}
      {{- $labels := merge (dict) $s.alertLabels ($rule.labels | default dict) -}}
      {{- $rules = append $rules (merge (dict "annotations" $notes "labels" $labels) $rule) -}}
    {{- end -}}
  {{- end -}}
  {{- if $rules }}{{ $groups = append $groups (merge (dict "rules" $rules) $group) }}{{ end -}}
{{- end -}}
{{- toYaml $groups -}}
{{- end -}}
