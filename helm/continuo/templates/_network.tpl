{{/* dict: root, block, component, ingress (YAML list or ""), egress (YAML list or "") → a policy that denies the rest */}}
{{- define "continuo.networkpolicy" }}
{{- $own := .block.networkPolicy | default dict }}
{{- $ingress := concat (.ingress | fromYamlArray) (tpl (toYaml ($own.extraIngress | default list)) .root | fromYamlArray) }}
{{- $egress := concat (.egress | fromYamlArray) (tpl (toYaml ($own.extraEgress | default list)) .root | fromYamlArray) }}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  {{- include "continuo.metadata" (list .root .component) | nindent 2 }}
spec:
  podSelector:
    matchLabels:
      {{- include "continuo.selector" (list .root .component) | nindent 6 }}
  policyTypes: [Ingress, Egress]
  ingress:
    {{- toYaml ($ingress | default list) | nindent 4 }}
  egress:
    {{- toYaml ($egress | default list) | nindent 4 }}
{{- end }}

{{/* (list root "component"…) → peers of this release */}}
{{- define "continuo.peers" -}}
{{- $root := first . -}}
{{- range rest . }}
- podSelector:
    matchLabels:
      {{- include "continuo.selector" (list $root .) | nindent 6 }}
{{- end }}
{{- end -}}

{{- define "continuo.ingress.metrics" -}}
- from:
    {{- toYaml .Values.networkPolicy.metricsPeers | nindent 4 }}
  ports:
    - { protocol: TCP, port: 9090 }
{{- end -}}

{{- define "continuo.egress.dns" -}}
- to:
    {{- toYaml .Values.networkPolicy.dnsPeers | nindent 4 }}
  ports:
    - { protocol: UDP, port: 53 }
    - { protocol: TCP, port: 53 }
{{- end -}}

{{/* nothing while nothing is traced */}}
{{- define "continuo.egress.tracing" -}}
{{- if .Values.tracing.enabled }}
{{- $url := urlParse .Values.tracing.endpoint }}
- to:
    {{- toYaml .Values.networkPolicy.tracingPeers | nindent 4 }}
  ports:
    - { protocol: TCP, port: {{ regexFind ":[0-9]+$" $url.host | trimPrefix ":" | default (ternary "443" "80" (eq $url.scheme "https")) }} }
{{- end }}
{{- end -}}

{{- define "continuo.egress.chat-api" -}}
- to:
    {{- include "continuo.peers" (list . "chat-api") | nindent 4 }}
  ports:
    - { protocol: TCP, port: 50051 }
{{- end -}}

{{- define "continuo.egress.redis" -}}
- to:
    {{- if eq .Values.redis.mode "dev" }}
    {{- include "continuo.peers" (list . "redis") | nindent 4 }}
    {{- else }}
    {{- toYaml .Values.networkPolicy.redisPeers | nindent 4 }}
    {{- end }}
  ports:
    - { protocol: TCP, port: {{ .Values.redis.port }} }
{{- end -}}

{{- define "continuo.egress.postgres" -}}
- to:
    {{- if eq .Values.postgres.mode "dev" }}
    {{- include "continuo.peers" (list . "postgres") | nindent 4 }}
    {{- else if eq .Values.postgres.mode "cnpg" }}
    - podSelector:
        matchLabels:
          cnpg.io/cluster: {{ include "continuo.name" (list . "postgres") }}
    {{- else }}
    {{- toYaml .Values.networkPolicy.postgresPeers | nindent 4 }}
    {{- end }}
  ports:
    - { protocol: TCP, port: {{ ternary 5432 .Values.postgres.port (eq .Values.postgres.mode "cnpg") }} }
{{- end -}}

{{- define "continuo.egress.internet" -}}
- to:
    {{- toYaml .Values.networkPolicy.internetPeers | nindent 4 }}
  ports:
    {{- range .Values.networkPolicy.internetPorts }}
    - { protocol: TCP, port: {{ . }} }
    {{- end }}
{{- end -}}

{{- define "continuo.egress.model" -}}
{{- if .Values.modelStandIn.enabled -}}
- to:
    {{- include "continuo.peers" (list . "model-stand-in") | nindent 4 }}
  ports:
    - { protocol: TCP, port: 8085 }
{{- else -}}
{{ include "continuo.egress.internet" . }}
{{- end -}}
{{- end -}}
