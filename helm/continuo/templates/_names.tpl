{{/* Prefix of all names: at most 36 characters, so that a CronJob's name keeps to 52; a shortened one stays unique. */}}
{{- define "continuo.fullname" -}}
{{- $chart := .Values.nameOverride | default .Chart.Name -}}
{{- $name := ternary .Release.Name (printf "%s-%s" .Release.Name $chart) (contains $chart .Release.Name) -}}
{{- $name = .Values.fullnameOverride | default $name -}}
{{- if gt (len $name) 36 -}}
{{- printf "%s-%s" ($name | trunc 27 | trimSuffix "-") ($name | sha256sum | trunc 8) -}}
{{- else -}}
{{- $name -}}
{{- end -}}
{{- end -}}

{{/* (list root "component") → name of a component's objects */}}
{{- define "continuo.name" -}}
{{- printf "%s-%s" (include "continuo.fullname" (index . 0)) (index . 1) -}}
{{- end -}}

{{/* (list root "component") → what selectors go by; never changes in a release's life */}}
{{- define "continuo.selector" -}}
app.kubernetes.io/name: {{ (index . 0).Values.nameOverride | default (index . 0).Chart.Name }}
app.kubernetes.io/instance: {{ (index . 0).Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end -}}

{{/* (list root "component") → labels of every object */}}
{{- define "continuo.labels" -}}
{{- $root := index . 0 -}}
{{ include "continuo.selector" . }}
app.kubernetes.io/version: {{ $root.Chart.AppVersion | quote }}
app.kubernetes.io/part-of: continuo
app.kubernetes.io/managed-by: {{ $root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" $root.Chart.Name ($root.Chart.Version | replace "+" "_") }}
{{- with $root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* (list root "component" annotations?) → metadata of an object named after its component */}}
{{- define "continuo.metadata" -}}
{{- $root := index . 0 -}}
{{- $own := dict -}}
{{- if gt (len .) 2 }}{{ $own = index . 2 }}{{ end -}}
name: {{ include "continuo.name" . }}
namespace: {{ $root.Release.Namespace }}
labels:
  {{- include "continuo.labels" . | nindent 2 }}
{{- with merge (dict) ($own | default dict) $root.Values.commonAnnotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* (list root block "component") → the ServiceAccount's name */}}
{{- define "continuo.serviceAccount" -}}
{{- $account := (index . 1).serviceAccount | default (dict "create" false "name" "") -}}
{{- if $account.name }}{{ $account.name }}{{ else if $account.create }}{{ include "continuo.name" (list (index . 0) (index . 2)) }}{{ else }}default{{ end -}}
{{- end -}}
