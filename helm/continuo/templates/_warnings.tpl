{{/* What works and should not go to production; said in NOTES. */}}
{{- define "continuo.warnings" -}}
{{- $v := .Values -}}{{- $w := list -}}
{{- if $v.secrets.create }}{{ $w = append $w "secrets.create: everybody who may read this release's values can read its secrets; the keys of values-dev.yaml are public. Name Secrets of your own." }}{{ end -}}
{{- if eq $v.postgres.mode "dev" }}{{ $w = append $w "postgres.mode dev: one PostgreSQL pod on one volume, without backup and without a second instance." }}{{ end -}}
{{- if eq $v.redis.mode "dev" }}{{ $w = append $w "redis.mode dev: one Redis pod; while it is away answers are not streamed." }}{{ end -}}
{{- if $v.modelStandIn.enabled }}{{ $w = append $w "modelStandIn.enabled: answers are made up, and the page says so." }}{{ end -}}
{{- if not $v.networkPolicy.enabled }}{{ $w = append $w "networkPolicy.enabled is off: every pod of the cluster reaches chat-api and the stores." }}{{ end -}}
{{- if and (eq $v.serviceTls.mode "off") (not $v.networkPolicy.enabled) }}{{ $w = append $w "serviceTls.mode is off as well: calls between the services are signed, not encrypted." }}{{ end -}}
{{- if $v.auth.guests }}{{ $w = append $w "auth.guests: whoever reaches the page may use your model key; limits.userTokensPerDay bounds each guest." }}{{ end -}}
{{- if and $v.gateway.ingress.enabled (not $v.gateway.ingress.tlsSecret) }}{{ $w = append $w "gateway.ingress has no tlsSecret: login cookies travel in clear text unless TLS ends elsewhere; then set gateway.publicOrigins to the https:// addresses." }}{{ end -}}
{{- range $key := list "gateway" "chatApi" "generator" -}}
  {{- $b := index $v $key -}}
  {{- if and (not $b.autoscaling.enabled) (not (kindIs "invalid" $b.replicas)) (lt (int $b.replicas) 2) }}{{ $w = append $w (printf "%s.replicas is %d: a node that drains interrupts it." $key (int $b.replicas)) }}{{ end -}}
{{- end -}}
{{- if eq $v.migrations.mode "none" }}{{ $w = append $w "migrations.mode none: chat-api stays unready until you have run the migrations of this version." }}{{ end -}}
{{- toJson $w -}}
{{- end -}}
